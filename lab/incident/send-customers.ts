import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { CARDS } from '../checkout/checkout-wish.ts';

const EVERY_MS = 450;
const MOST_AT_ONCE = 25;
const ANSWER_LIMIT_MS = 10_000;
const MOST_OFTEN = 'a-field-guide-to-waterfalls';
const BOOKS = ['woven-bookmark', 'propagation', 'the-lost-span', 'clock-skew', 'tail-risk', 'the-collectors'];

/**
 * Sends customers to the shop at `url`, about two a second, until the signal aborts; what becomes of them is theirs to
 * complain about.
 */
export async function sendCustomers(url: string, signal: AbortSignal): Promise<void> {
  const inShop = new Set<Promise<void>>();
  for (let count = 0; !signal.aborted; count++) {
    if (inShop.size < MOST_AT_ONCE) {
      const visit = buy(url, count, signal).catch(() => {});
      inShop.add(visit);
      visit.finally(() => inShop.delete(visit));
    }
    await after(EVERY_MS, undefined, { signal }).catch(() => {});
  }
  await Promise.all(inShop);
}

async function buy(url: string, count: number, signal: AbortSignal): Promise<void> {
  const other = BOOKS[count % BOOKS.length] ?? MOST_OFTEN;
  const lines = [{ bookId: count % 3 === 0 ? MOST_OFTEN : other, quantity: 1 + (count % 2) }];
  await fetch(`${url}/checkout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      customer: { name: 'Robin Reader', email: 'robin@example.com', address: '1 Span Street, Traceville' },
      lines,
      card: { number: CARDS.approved },
    }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
  }).then((response) => response.arrayBuffer());
}
