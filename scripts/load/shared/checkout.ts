import { check } from 'k6';
import { checkoutDuration, ordersAccepted, ordersSoldOut } from './order-metrics.ts';
import { type Answer, postCheckout } from './shop-request.ts';

/** Test cards of the bank, and how it settles an order that is paid with one. */
export const CARDS = {
  approved: { number: '4242424242424242', settles: 'paid' },
  declined: { number: '4000000000000002', settles: 'declined' },
} as const;

export type Card = (typeof CARDS)[keyof typeof CARDS];
export type Basket = Array<{ bookId: string; quantity: number }>;

/** An order that the shop accepted, and the trace that bought it. */
export type AcceptedOrder = { orderId: string; traceId: string; card: Card };

const ACCEPTED = 201;
const OUT_OF_STOCK = 409;

/** Buys a basket once; undefined when it is sold out or the shop failed. */
export function checkout(basket: Basket, card: Card = CARDS.approved): AcceptedOrder | undefined {
  const answer = postCheckout(
    {
      customer: { name: 'Robin Reader', email: 'robin@example.com', address: '1 Span Street, Traceville' },
      lines: basket,
      card: { number: card.number },
    },
    [ACCEPTED, OUT_OF_STOCK],
  );
  const { response, traceId } = answer;
  checkoutDuration.add(response.timings.duration);
  if (response.status === OUT_OF_STOCK) ordersSoldOut.add(1);
  if (response.status !== ACCEPTED) return undefined;
  ordersAccepted.add(1);
  const orderId = String(response.json('orderId'));
  return continuesOurTrace(answer) ? { orderId, traceId, card } : undefined;
}

// Else the links that we print would lead nowhere. A shop without telemetry names no trace.
function continuesOurTrace({ response, traceId }: Answer): boolean {
  return check(response, {
    'the shop continues the trace': () => [undefined, traceId].includes(response.json('traceId') as string),
  });
}
