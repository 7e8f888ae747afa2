import type { PaymentSettled } from '../shared/messages.ts';
import type { Postgres } from '../shared/postgres.ts';
import { giveBackStock } from './book-store.ts';
import { findOrder, settleOrderStatus } from './order-store.ts';
import type { SettleResult } from './settle-order.ts';

/** Sets the order's final status and, unless it was paid, gives its stock back; all of it or nothing. */
export function writeSettlement(
  postgres: Postgres,
  orderId: string,
  outcome: PaymentSettled['outcome'],
): Promise<SettleResult> {
  return postgres.transaction(async (run) => {
    if (await settleOrderStatus(run, orderId, outcome)) {
      if (outcome !== 'paid') await giveBackStock(run, orderId);
      return 'settled';
    }
    return (await findOrder(run, orderId)) ? 'repeated' : 'unknown';
  });
}
