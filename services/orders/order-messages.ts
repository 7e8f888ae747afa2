import type { Logger } from '../shared/logger.ts';
import { ORDER_PLACED, type OrderPlaced, PAYMENT_SETTLED, type PaymentSettled } from '../shared/messages.ts';
import { connectRabbitmq, type Rabbitmq } from '../shared/rabbitmq.ts';

/** The message side of orders: publishes `order.placed`, consumes `payment.settled`. */
export type OrderMessages = Omit<Rabbitmq, 'publish'> & {
  publishOrderPlaced: (message: OrderPlaced) => Promise<void>;
};

/** Connects to the broker at `url` and hands every settled payment to `onPaymentSettled`. */
export async function connectOrderMessages(
  url: string,
  logger: Logger,
  onPaymentSettled: (message: PaymentSettled) => Promise<void>,
): Promise<OrderMessages> {
  const { publish, ...rest } = await connectRabbitmq(url, logger, [
    { type: PAYMENT_SETTLED, handle: onPaymentSettled },
  ]);
  return { ...rest, publishOrderPlaced: (message) => publish(ORDER_PLACED, message) };
}
