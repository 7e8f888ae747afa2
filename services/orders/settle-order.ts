import { InvalidMessage } from '../shared/errors.ts';
import type { PaymentSettled } from '../shared/messages.ts';

/** `settled` now, `repeated` when an earlier message did it, `unknown` when there is no such order. */
export type SettleResult = 'settled' | 'repeated' | 'unknown';

/** What settling needs. `write` sets the status and, unless paid, gives the stock back, in one transaction. */
export type SettleOrderParts = {
  write: (orderId: string, outcome: PaymentSettled['outcome']) => Promise<SettleResult>;
  onSettled: (settled: PaymentSettled) => void;
};

/** Brings an order to its end, once. Throws InvalidMessage for an order that does not exist. */
export async function settleOrder(parts: SettleOrderParts, settled: PaymentSettled): Promise<void> {
  const result = await parts.write(settled.orderId, settled.outcome);
  if (result === 'unknown') throw new InvalidMessage('unknown-order', `there is no order ${settled.orderId}`);
  if (result === 'settled') parts.onSettled(settled);
}
