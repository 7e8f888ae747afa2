import type { Span } from '../../desk/telemetry-types.ts';
import { ORDER_ID } from '../../desk/trace/order-id-of.ts';
import type { Expectation } from '../chapter.ts';
import type { DrivenCheckout, Evidence } from '../evidence.ts';
import type { Finding } from '../finding.ts';
import { type About, chosen, quote, type SpanIs, short } from '../span-is.ts';

/** The trace of a checkout names no order but its own. `from`: the span whose child the stray one should be, to be drawn. */
export function ownOrderOnly(from: SpanIs, about: About = {}): Expectation {
  return {
    text: 'no order is in the trace of another one',
    judge: (evidence) => {
      for (const checkout of chosen(evidence, about)) {
        const strays = checkout.spans.filter((span) => isOfAnotherOrder(checkout, span));
        const [stray] = strays.sort((a, b) => a.startMs - b.startMs);
        if (stray) return explain(evidence, checkout, stray, from, about);
      }
      return undefined;
    },
  };
}

function isOfAnotherOrder({ orderId }: DrivenCheckout, { attributes }: Span): boolean {
  return orderId !== null && typeof attributes[ORDER_ID] === 'string' && attributes[ORDER_ID] !== orderId;
}

function explain(
  { checkouts }: Evidence,
  host: DrivenCheckout,
  stray: Span,
  from: SpanIs,
  { look = `npx lab trace ${stray.traceId}` }: About,
): Finding {
  const strayOrder = stray.attributes[ORDER_ID];
  const guest = checkouts.find(({ orderId }) => orderId === strayOrder);
  const own = guest ? `its own trace, ${short(guest.caller.traceId)}…` : 'its own trace';
  return {
    diagnosis: 'in-another-orders-trace',
    expected: `${quote(stray)} of order ${strayOrder} is in ${own}.`,
    found: `It is in ${short(stray.traceId)}…, the trace of order ${host.orderId}: another customer's.`,
    look,
    traceIds: [...(guest ? [guest.caller.traceId] : []), stray.traceId],
    missingEdge: { from, to: { service: stray.service, name: stray.name } },
  };
}
