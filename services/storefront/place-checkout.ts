import { trace } from '@opentelemetry/api';
import { z } from 'zod';
import { ORDER_ID, SALES_CHANNEL } from '../shared/attributes.ts';
import type { Logger } from '../shared/logger.ts';
import { idempotencyKeySchema, orderRequestSchema } from '../shared/order-request.ts';
import { validate } from '../shared/validate.ts';
import type { OrdersClient, PlacedOrder } from './orders-client.ts';
import { type SalesChannel, withSalesChannel } from './sales-channel.ts';

const keySchema = z.object({ 'Idempotency-Key': idempotencyKeySchema.optional() });

/** What came in, unchecked. With a key, however often it comes it is one order. */
export type Checkout = { order: unknown; idempotencyKey: unknown; channel: SalesChannel };

/** Checks an order and places it. Throws RequestProblem 422 (all wrong fields) before anything is asked of orders. */
export async function placeCheckout(
  orders: OrdersClient,
  logger: Logger,
  checkout: Checkout,
): Promise<PlacedOrder> {
  const order = validate(orderRequestSchema, checkout.order);
  const { 'Idempotency-Key': key } = validate(keySchema, { 'Idempotency-Key': checkout.idempotencyKey });
  const placed = await withSalesChannel(checkout.channel, () => orders.placeOrder(order, key));
  trace.getActiveSpan()?.setAttribute(ORDER_ID, placed.orderId);
  logger.info({ [ORDER_ID]: placed.orderId, [SALES_CHANNEL]: checkout.channel }, 'checkout accepted');
  return placed;
}
