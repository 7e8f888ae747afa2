import { randomUUID } from 'node:crypto';
import { CARDS, type CheckoutWish } from './checkout-wish.ts';
import type { OrderLine } from './choose-lines.ts';

/** The request that buys these lines; each call is another order. */
export function checkoutRequest(lines: OrderLine[], wish: CheckoutWish): RequestInit {
  const email = wish.email ?? 'robin@example.com';
  return {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...wish.headers,
    },
    body: JSON.stringify({
      customer: { name: 'Robin Reader', email, address: '1 Span Street, Traceville' },
      lines,
      card: { number: CARDS[wish.card ?? 'approved'] },
    }),
  };
}
