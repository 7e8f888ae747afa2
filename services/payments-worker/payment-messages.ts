import type { Logger } from '../shared/logger.ts';
import { ORDER_PLACED, type OrderPlaced, PAYMENT_SETTLED, type PaymentSettled } from '../shared/messages.ts';
import { connectRabbitmq, type Rabbitmq } from '../shared/rabbitmq.ts';

/** The message side of payments-worker: consumes `order.placed`, publishes `payment.settled`. */
export type PaymentMessages = Omit<Rabbitmq, 'publish'> & {
  publishPaymentSettled: (message: PaymentSettled) => Promise<void>;
};

/** Connects to the broker at `url` and hands every placed order to `onOrderPlaced`. */
export async function connectPaymentMessages(
  url: string,
  logger: Logger,
  onOrderPlaced: (message: OrderPlaced) => Promise<void>,
): Promise<PaymentMessages> {
  const { publish, ...rest } = await connectRabbitmq(url, logger, [
    { type: ORDER_PLACED, handle: onOrderPlaced },
  ]);
  return { ...rest, publishPaymentSettled: (message) => publish(PAYMENT_SETTLED, message) };
}
