import { setTimeout as after } from 'node:timers/promises';
import { LabError } from '../engine/lab-error.ts';
import { checkoutRequest } from './checkout-request.ts';
import type { CheckoutWish } from './checkout-wish.ts';
import { chooseLines, type OfferedBook, type OrderLine } from './choose-lines.ts';

/** An order that the shop accepted, with what was wished for. */
export type Bought<W extends CheckoutWish = CheckoutWish> = W & { orderId: string; traceId: string };

const PATIENCE_MS = 60_000;
const ANSWER_LIMIT_MS = 20_000;
const NEXT = ['npx lab status', 'npx lab logs storefront'];

/** `perSecond`: how fast they come at most. `atOnce`: how many wait for the shop's answer at most (default: any number). */
export type Pace = { perSecond: number; atOnce?: number };

/**
 * Sends one checkout for each wish to the shop at `shopUrl`, in their order. Who is asked to come back later does, for a
 * minute. Resolves when all are accepted; throws LabError when one is not.
 */
export async function buyMany<W extends CheckoutWish>(
  shopUrl: string,
  wishes: readonly W[],
  { perSecond, atOnce = wishes.length }: Pace,
): Promise<Bought<W>[]> {
  const { books } = (await ask(`${shopUrl}/books`, { headers: { accept: 'application/json' } })).body as {
    books: OfferedBook[];
  };
  const startedMs = performance.now();
  const queue = wishes.entries();
  const bought: Bought<W>[] = [];
  const serve = async () => {
    for (const [index, wish] of queue) {
      await after(Math.max(0, startedMs + (index * 1_000) / perSecond - performance.now()));
      const lines = linesOf(books, wish, index);
      bought[index] = { ...wish, ...(await buy(shopUrl, lines, wish, performance.now() + PATIENCE_MS)) };
    }
  };
  await Promise.all(Array.from({ length: atOnce }, serve));
  return bought;
}

function linesOf(books: OfferedBook[], { totalUsd }: CheckoutWish, index: number): OrderLine[] {
  if (totalUsd !== undefined) return chooseLines(books, totalUsd);
  return [{ bookId: books[index % 3]?.id ?? '', quantity: 1 }];
}

async function buy(shopUrl: string, lines: OrderLine[], wish: CheckoutWish, untilMs: number) {
  const { status, retryAfterMs, body } = await ask(`${shopUrl}/checkout`, checkoutRequest(lines, wish));
  if (status === 503 && retryAfterMs > 0 && performance.now() < untilMs) {
    await after(retryAfterMs);
    return buy(shopUrl, lines, wish, untilMs);
  }
  const { orderId, traceId } = body as { orderId?: string; traceId?: string };
  if (status === 201 && orderId && traceId) return { orderId, traceId };
  throw new LabError(`The shop answered POST /checkout with ${status}: ${JSON.stringify(body)}`, {
    next: NEXT,
  });
}

async function ask(url: string, init: RequestInit) {
  try {
    // Each customer comes with a connection of their own: one that is kept may be closed by the shop just as it is used again.
    const headers = { ...(init.headers as Record<string, string>), connection: 'close' };
    const response = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    const retryAfterMs = Number(response.headers.get('retry-after')) * 1_000;
    return { status: response.status, retryAfterMs, body: (await response.json()) as unknown };
  } catch (cause) {
    throw new LabError(`The shop does not answer at ${url}.`, { cause, next: NEXT });
  }
}
