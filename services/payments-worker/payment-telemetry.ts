import { metrics, propagation, trace } from '@opentelemetry/api';
import { ORDER_ID, PAYMENT_OUTCOME, SALES_CHANNEL } from '../shared/attributes.ts';
import type { Logger } from '../shared/logger.ts';
import type { PaymentSettled } from '../shared/messages.ts';

const duration = metrics.getMeter('bookstore').createHistogram('bookstore.payment.duration', {
  description: 'From taking the message to the settled payment',
  unit: 's',
  advice: { explicitBucketBoundaries: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15] },
});

/** Notes in metrics and log how a payment ended and how long it took. */
export function recordPayment(
  logger: Logger,
  { orderId, outcome }: PaymentSettled,
  durationMs: number,
): void {
  duration.record(durationMs / 1_000, { [PAYMENT_OUTCOME]: outcome });
  const fields = { [ORDER_ID]: orderId, [PAYMENT_OUTCOME]: outcome };
  if (outcome === 'failed') logger.error(fields, 'payment settled');
  else logger.info(fields, 'payment settled');
}

/** Copies the sales channel, which the storefront put into the baggage, onto the active span. */
export function recordSalesChannel(): void {
  const channel = propagation.getActiveBaggage()?.getEntry(SALES_CHANNEL);
  if (channel) trace.getActiveSpan()?.setAttribute(SALES_CHANNEL, channel.value);
}
