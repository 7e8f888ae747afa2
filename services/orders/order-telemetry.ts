import { metrics, trace } from '@opentelemetry/api';
import { ORDER_ID, ORDER_LINE_COUNT, ORDER_OUTCOME, ORDER_TOTAL_CENTS } from '../shared/attributes.ts';
import type { Logger } from '../shared/logger.ts';
import type { PaymentSettled } from '../shared/messages.ts';
import type { PlacedOrder } from './place-order.ts';

const meter = metrics.getMeter('bookstore');
const placed = meter.createCounter('bookstore.orders.placed', {
  description: 'Orders accepted',
  unit: '{order}',
});
const settled = meter.createCounter('bookstore.orders.settled', {
  description: 'Orders brought to their end',
  unit: '{order}',
});

/** Notes on the active span, and in the metrics, that an order was accepted. */
export function recordPlacedOrder(order: PlacedOrder, lineCount: number): void {
  trace.getActiveSpan()?.setAttributes({
    [ORDER_ID]: order.orderId,
    [ORDER_TOTAL_CENTS]: order.totalCents,
    [ORDER_LINE_COUNT]: lineCount,
  });
  if (!order.repeated) placed.add(1);
}

/** Notes on the active span, in the metrics and in the log how an order ended. */
export function recordSettledOrder(logger: Logger, { orderId, outcome }: PaymentSettled): void {
  const span = trace.getActiveSpan();
  span?.setAttribute(ORDER_OUTCOME, outcome);
  if (outcome !== 'paid') span?.addEvent('stock given back');
  settled.add(1, { [ORDER_OUTCOME]: outcome });
  logger.info({ [ORDER_ID]: orderId, [ORDER_OUTCOME]: outcome }, 'order settled');
}
