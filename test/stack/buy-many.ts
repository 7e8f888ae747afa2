import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import pg from 'pg';
import { chooseLines, type OfferedBook, type OrderLine } from '../../lab/checkout/choose-lines.ts';
import { CARDS } from '../../lab/checkout/drive-checkout.ts';
import type { Addresses } from '../../lab/engine/engine.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';

/** What somebody buys: `slow` costs more than $500, so that the bank reviews it; at `failed` the bank never answers. */
export type Wish = 'ok' | 'slow' | 'failed';

/** An order that the shop accepted. */
export type Bought = { wish: Wish; orderId: string; traceId: string };

const PATIENCE_MS = 60_000;
const ANSWER_LIMIT_MS = 20_000;
const SETTLE_LIMIT_MS = 90_000;

/** Sends one checkout for each wish, `perSecond`, without waiting for answers. Who is asked to come back later does. */
export async function buyMany(at: Addresses, wishes: Wish[], perSecond: number): Promise<Bought[]> {
  const { books } = (await (await fetch(`${at.storefront}/books`, json())).json()) as {
    books: OfferedBook[];
  };
  const big = chooseLines(books, 501);
  const startedMs = performance.now();
  return Promise.all(
    wishes.map(async (wish, index) => {
      await after(Math.max(0, startedMs + (index * 1_000) / perSecond - performance.now()));
      const small = [{ bookId: books[index % 3]?.id ?? '', quantity: 1 }];
      return buy(at.storefront, wish, wish === 'slow' ? big : small, performance.now() + PATIENCE_MS);
    }),
  );
}

/** Resolves when no order of the lab waits for its payment. */
export async function allSettled(at: Addresses): Promise<void> {
  const database = new pg.Client(at.postgres);
  await database.connect();
  try {
    const isOver = async () =>
      (await database.query("select 1 from orders where status = 'placed' limit 1")).rowCount === 0;
    assert.ok(await waitUntil(isOver, SETTLE_LIMIT_MS), `orders are open after ${SETTLE_LIMIT_MS} ms`);
  } finally {
    await database.end();
  }
}

async function buy(shopUrl: string, wish: Wish, lines: OrderLine[], untilMs: number): Promise<Bought> {
  const response = await fetch(`${shopUrl}/checkout`, {
    ...json({ 'idempotency-key': randomUUID() }),
    method: 'POST',
    body: JSON.stringify({
      customer: { name: 'Robin Reader', email: 'robin@example.com', address: '1 Span Street' },
      lines,
      card: { number: wish === 'failed' ? CARDS.timeout : CARDS.approved },
    }),
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  });
  const body = (await response.json()) as { orderId: string; traceId: string };
  const retryAfterS = response.status === 503 && Number(response.headers.get('retry-after'));
  if (retryAfterS && performance.now() < untilMs) {
    await after(retryAfterS * 1_000);
    return buy(shopUrl, wish, lines, untilMs);
  }
  assert.equal(response.status, 201, JSON.stringify(body));
  return { wish, orderId: body.orderId, traceId: body.traceId };
}

// Each customer comes with a connection of their own: one that is kept may be closed by the shop just as it is used again.
function json(headers: Record<string, string> = {}): RequestInit {
  const usual = { accept: 'application/json', 'content-type': 'application/json', connection: 'close' };
  return { headers: { ...usual, ...headers } };
}
