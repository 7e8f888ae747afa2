import { createHash, randomUUID } from 'node:crypto';
import { RequestProblem } from '../shared/errors.ts';
import type { OrderRequest } from '../shared/order-request.ts';
import type { Book, Quantity } from './book-store.ts';
import type { NewOrder, OrderSummary } from './order-store.ts';

/** What placing an order needs from the stores. `write` is one transaction that takes stock and writes everything. */
export type PlaceOrderParts = {
  write: (
    order: OrderRequest,
    identity: Pick<NewOrder, 'id' | 'idempotencyKey' | 'requestHash'>,
  ) => Promise<WriteResult>;
  findByKey: (idempotencyKey: string) => Promise<OrderSummary | undefined>;
  findBooks: (ids: string[]) => Promise<Book[]>;
};

/** `missing`: books that are unknown or short of stock; `repeated`: the idempotency key is known. Nothing was written then. */
export type WriteResult =
  | { kind: 'written'; totalCents: number }
  | { kind: 'missing'; bookIds: string[] }
  | { kind: 'repeated' };

export type PlacedOrder = {
  orderId: string;
  status: OrderSummary['status'];
  totalCents: number;
  repeated: boolean;
};

/**
 * Accepts an order, or answers the earlier one when the idempotency key was used before for the same request.
 * Throws RequestProblem: 422 unknown book or a key reused for another request, 409 out of stock.
 */
export async function placeOrder(
  parts: PlaceOrderParts,
  request: OrderRequest,
  idempotencyKey: string | null,
): Promise<PlacedOrder> {
  const identity = { id: randomUUID(), idempotencyKey, requestHash: hashOf(request) };
  const result = await parts.write(request, identity);
  if (result.kind === 'written') {
    return { orderId: identity.id, status: 'placed', totalCents: result.totalCents, repeated: false };
  }
  const earlier = idempotencyKey === null ? undefined : await parts.findByKey(idempotencyKey);
  if (earlier) return repeatOf(earlier, identity.requestHash);
  throw await shortage(parts, request.lines, result.kind === 'missing' ? result.bookIds : []);
}

function repeatOf(earlier: OrderSummary, requestHash: string): PlacedOrder {
  if (earlier.requestHash !== requestHash) {
    const message = 'was used before for another order';
    throw new RequestProblem(422, `Idempotency-Key: ${message}`, [{ field: 'Idempotency-Key', message }]);
  }
  return { orderId: earlier.id, status: earlier.status, totalCents: earlier.totalCents, repeated: true };
}

async function shortage(
  parts: PlaceOrderParts,
  lines: Quantity[],
  bookIds: string[],
): Promise<RequestProblem> {
  const books = new Map((await parts.findBooks(bookIds)).map((book) => [book.id, book]));
  const errors = lines.flatMap((line, index) => {
    if (!bookIds.includes(line.bookId)) return [];
    const book = books.get(line.bookId);
    if (!book) return [{ field: `lines[${index}].bookId`, message: 'there is no such book', status: 422 }];
    const message =
      book.stock === 0 ? `${book.title} is sold out` : `only ${book.stock} of ${book.title} left`;
    return [{ field: `lines[${index}].quantity`, message, status: 409 }];
  });
  const status = errors.some((error) => error.status === 422) ? 422 : 409;
  return new RequestProblem(
    status,
    errors.map((error) => error.message).join('; '),
    errors.map(({ field, message }) => ({ field, message })),
  );
}

function hashOf(request: OrderRequest): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}
