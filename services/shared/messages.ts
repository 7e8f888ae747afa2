import { z } from 'zod';

/** A kind of message. `name` is its fanout exchange and AMQP `type`; `queue` is where its one consumer reads it. */
export type MessageType<T extends { orderId: string }> = {
  name: string;
  queue: string;
  schema: z.ZodType<T>;
};

/** An order was accepted and wants to be paid; the amount is in US cents. */
export type OrderPlaced = { orderId: string; totalCents: number; card: { number: string } };

/** The payment of an order came to its end. */
export type PaymentSettled = { orderId: string; outcome: 'paid' | 'declined' | 'failed' };

export const ORDER_PLACED: MessageType<OrderPlaced> = {
  name: 'order.placed',
  queue: 'payments-worker.order.placed',
  schema: z.object({
    orderId: z.uuid(),
    totalCents: z.number().int().positive(),
    card: z.object({ number: z.string().regex(/^\d{12,19}$/) }),
  }),
};

export const PAYMENT_SETTLED: MessageType<PaymentSettled> = {
  name: 'payment.settled',
  queue: 'orders.payment.settled',
  schema: z.object({ orderId: z.uuid(), outcome: z.enum(['paid', 'declined', 'failed']) }),
};

/** Every kind there is; publisher and consumer both declare them all, so that no message is published into nothing. */
export const MESSAGE_TYPES = [ORDER_PLACED, PAYMENT_SETTLED];
