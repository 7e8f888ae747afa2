import { setTimeout as after } from 'node:timers/promises';
import { LabError } from '../engine/lab-error.ts';
import { checkoutRequest } from './checkout-request.ts';
import type { CheckoutWish } from './checkout-wish.ts';
import { chooseLines, type OfferedBook, type OrderLine } from './choose-lines.ts';
import { makeCaller } from './make-caller.ts';

/** How a checkout ended. `failed` with no order id: it was not accepted. `pending`: not settled within the limit. */
export type CheckoutResult = {
  orderId: string | null;
  traceId: string | null;
  outcome: 'paid' | 'declined' | 'failed' | 'pending';
  httpStatus: number;
  /** When the books were chosen and the checkout was sent, in epoch milliseconds. */
  startedMs: number;
  /** From then until the order was settled. */
  durationMs: number;
};

const ANSWER_LIMIT_MS = 10_000;
const SETTLE_LIMIT_MS = 30_000; // three attempts at a silent bank take eleven seconds
const POLL_MS = 100;

/**
 * Buys books in the shop at `shopUrl` and waits until the order is settled; `onAnswer` is called when the shop has accepted
 * or refused it. Throws LabError when the shop cannot be reached.
 */
export async function driveCheckout(
  shopUrl: string,
  wish: CheckoutWish = {},
  onAnswer: () => void = () => {},
): Promise<CheckoutResult> {
  const lines = await chooseBasket(shopUrl, wish.totalUsd);
  const [startedMs, sentMs] = [Date.now(), performance.now()];
  const { status, body } = await ask(`${shopUrl}/checkout`, checkoutRequest(lines, wish));
  onAnswer();
  const { orderId = null, traceId = null } = body as { orderId?: string; traceId?: string };
  const outcome = orderId === null ? 'failed' : await settledOutcome(shopUrl, orderId);
  return {
    orderId,
    traceId,
    outcome,
    httpStatus: status,
    startedMs,
    durationMs: Math.round(performance.now() - sentMs),
  };
}

async function chooseBasket(shopUrl: string, totalUsd: number | undefined): Promise<OrderLine[]> {
  const { status, body } = await ask(`${shopUrl}/books`, { headers: unsampled() });
  const { books, title, detail } = body as { books?: OfferedBook[]; title?: string; detail?: string };
  if (!books)
    throw new LabError(`The shop cannot show its books (${status}): ${detail ?? title}`, {
      next: ['npx lab status', 'npx lab logs orders'],
    });
  if (totalUsd !== undefined) return chooseLines(books, totalUsd);
  const book = books.find(({ stock }) => stock > 0);
  if (!book)
    throw new LabError('The shop has no book in stock.', { next: ['npx lab logs orders', 'npx lab status'] });
  return [{ bookId: book.id, quantity: 1 }];
}

async function settledOutcome(shopUrl: string, orderId: string): Promise<CheckoutResult['outcome']> {
  const deadline = performance.now() + SETTLE_LIMIT_MS;
  while (performance.now() < deadline) {
    await after(POLL_MS);
    const { status } = (await ask(`${shopUrl}/orders/${orderId}`, { headers: unsampled() })).body as {
      status?: string | number;
    };
    if (status === 'paid' || status === 'declined' || status === 'failed') return status;
  }
  return 'pending';
}

/** The lab's own questions are no customer's: their traces are not sampled. */
function unsampled(): Record<string, string> {
  return { traceparent: makeCaller({ sampled: false }).traceparent };
}

async function ask(url: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> {
  try {
    const headers = { accept: 'application/json', ...init.headers };
    const response = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    return { status: response.status, body: await response.json() };
  } catch (error) {
    throw new LabError(`The shop does not answer at ${url}.`, {
      cause: error,
      next: ['npx lab status', 'npx lab logs storefront'],
    });
  }
}
