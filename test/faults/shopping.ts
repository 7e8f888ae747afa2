import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { CARDS } from '../../lab/checkout/checkout-wish.ts';

/** An order that the shop accepted. */
export type Accepted = { orderId: string; traceId: string; acceptedMs: number };

/** What became of a load: accepted orders, and answers that were neither 201 nor a proper 503. */
export type Shopping = { accepted: Accepted[]; rejected: number; wrong: string[] };

const BOOKS = ['tail-risk', 'exactly-once', 'clock-skew', 'propagation', 'the-lost-span', 'baggage-claims'];
const CARD_CYCLE = [CARDS.approved, CARDS.approved, CARDS.approved, CARDS.approved, CARDS.declined];
const ANSWER_LIMIT_MS = 20_000;

/** Sends `count` checkouts at `perSecond`, whether or not the earlier ones were answered; resolves with all answers. */
export async function shop(shopUrl: string, count: number, perSecond: number): Promise<Shopping> {
  const shopping: Shopping = { accepted: [], rejected: 0, wrong: [] };
  const answers: Array<Promise<void>> = [];
  const startedMs = performance.now();
  for (let index = 0; index < count; index += 1) {
    await after(Math.max(0, startedMs + (index * 1_000) / perSecond - performance.now()));
    answers.push(buy(shopUrl, index, shopping).catch((error: Error) => void shopping.wrong.push(`${error}`)));
  }
  await Promise.all(answers);
  return shopping;
}

async function buy(shopUrl: string, index: number, shopping: Shopping): Promise<void> {
  const response = await fetch(`${shopUrl}/checkout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      customer: { name: 'Robin Reader', email: 'robin@example.com', address: '1 Span Street' },
      lines: [{ bookId: BOOKS[index % BOOKS.length], quantity: 1 + (index % 3) }],
      card: { number: CARD_CYCLE[index % CARD_CYCLE.length] },
    }),
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  });
  const body = (await response.json()) as { orderId: string; traceId: string };
  if (response.status === 201)
    shopping.accepted.push({ orderId: body.orderId, traceId: body.traceId, acceptedMs: Date.now() });
  else if (response.status === 503 && response.headers.has('retry-after')) shopping.rejected += 1;
  else shopping.wrong.push(`HTTP ${response.status}: ${JSON.stringify(body)}`);
}
