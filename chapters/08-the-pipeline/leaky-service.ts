// Preloaded into the traced services while this chapter is active: the debugging aid of a colleague who meant well.
// Whatever JSON a service reads while a span is active, the buyer in it is noted, in every place that telemetry has.
import { logs, SeverityNumber, trace } from '@opentelemetry/api';

const parse = JSON.parse;
JSON.parse = (text, reviver) => {
  const value = parse(text, reviver);
  const email = value?.customer?.email;
  const card = value?.card?.number;
  if (typeof email === 'string' && typeof card === 'string') noteSale(email, card);
  return value;
};

function noteSale(email: string, card: string): void {
  const span = trace.getActiveSpan();
  if (!span) return;
  const asPrinted = card.replace(/\d{4}(?=\d)/g, '$& ');
  const note = `sold to ${email}, paid with ${asPrinted}`;
  span.setAttributes({ 'customer.email': email, 'sale.card': card, 'sale.note': note });
  span.addEvent(`sold to ${email}`, { note });
  trace
    .getTracer('sale-notes')
    .startSpan(`sale to ${email}`, { attributes: { 'sale.noted': true } })
    .end();
  logs.getLogger('sale-notes').emit({
    severityNumber: SeverityNumber.INFO,
    severityText: 'info',
    body: note,
    attributes: { 'sale.noted': true, 'customer.email': email },
  });
}
