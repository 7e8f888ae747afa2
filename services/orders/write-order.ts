import type { OrderRequest } from '../shared/order-request.ts';
import type { Postgres } from '../shared/postgres.ts';
import { injectTraceContext } from '../shared/trace-context.ts';
import { takeStock } from './book-store.ts';
import { insertOrder, type NewOrder } from './order-store.ts';
import { insertOutboxRow } from './outbox-store.ts';
import type { WriteResult } from './place-order.ts';

/** Takes stock and writes order, lines and outbox row in one transaction; all of it or nothing. */
export async function writeOrder(
  postgres: Postgres,
  request: OrderRequest,
  identity: Pick<NewOrder, 'id' | 'idempotencyKey' | 'requestHash'>,
): Promise<WriteResult> {
  try {
    return await postgres.transaction(async (run) => {
      const prices = await takeStock(run, request.lines);
      const lines = request.lines.flatMap((line) => {
        const unitPriceCents = prices.get(line.bookId);
        return unitPriceCents === undefined ? [] : [{ ...line, unitPriceCents }];
      });
      if (lines.length < request.lines.length) {
        const bookIds = request.lines.map((line) => line.bookId).filter((id) => !prices.has(id));
        throw new NotWritten({ kind: 'missing', bookIds });
      }
      const totalCents = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceCents, 0);
      const order: NewOrder = { ...identity, customer: request.customer, totalCents, lines };
      if (!(await insertOrder(run, order))) throw new NotWritten({ kind: 'repeated' });
      await insertOutboxRow(run, { orderId: order.id, totalCents, card: request.card }, injectTraceContext());
      return { kind: 'written', totalCents };
    });
  } catch (error) {
    if (error instanceof NotWritten) return error.result;
    throw error;
  }
}

// Thrown to roll the transaction back.
class NotWritten extends Error {
  readonly result: WriteResult;
  constructor(result: WriteResult) {
    super(result.kind);
    this.result = result;
  }
}
