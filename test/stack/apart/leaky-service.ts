// Preloaded into the services by NODE_OPTIONS: an author who was careless with personal data, in every way there is.
import { logs, metrics, propagation, SeverityNumber, trace } from '@opentelemetry/api';

type Personal = { email: string; card: string };

const parse = JSON.parse;
JSON.parse = (text, reviver) => {
  const value = parse(text, reviver);
  const email = value?.customer?.email;
  const card = value?.card?.number;
  if (typeof email === 'string' || typeof card === 'string')
    leak({ email: email ?? 'worker@example.com', card: card ?? '' });
  return value;
};

function leak({ email, card }: Personal): void {
  const span = trace.getActiveSpan();
  if (!span) return;
  const text = `sold to ${email}, paid with ${card}`;
  span.setAttributes({
    'user.email': email,
    'card.number': card,
    'customer.name': 'Robin Reader',
    'sale.note': text,
    'sale.people': [email, 'nobody'],
    'sale.baggage': propagation.getActiveBaggage()?.getEntry('user.email')?.value ?? '',
    'db.query.text': `INSERT INTO sales VALUES ('${email}', '${card}')`,
  });
  span.addEvent(text, { note: text });
  span.updateName(`sell to ${email} by ${card}`);
  const attributes = { 'user.email': email, note: text };
  logs
    .getLogger('leaky')
    .emit({ severityNumber: SeverityNumber.INFO, body: text, attributes: { ...attributes, leak: true } });
  metrics.getMeter('leaky').createCounter('leaky.sales').add(1, attributes);
}
