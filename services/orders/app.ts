import { trace } from '@opentelemetry/api';
import type { Express } from 'express';
import { z } from 'zod';
import { ORDER_ID } from '../shared/attributes.ts';
import { RequestProblem } from '../shared/errors.ts';
import { createHttpApp } from '../shared/http-server.ts';
import type { Logger } from '../shared/logger.ts';
import {
  bookIdSchema,
  idempotencyKeySchema,
  type OrderRequest,
  orderRequestSchema,
} from '../shared/order-request.ts';
import { requireJson, validate } from '../shared/validate.ts';
import type { Book } from './book-store.ts';
import type { OrderDetails } from './order-store.ts';
import { recordPlacedOrder } from './order-telemetry.ts';
import type { PlacedOrder } from './place-order.ts';

/** What the routes call. */
export type OrdersApi = {
  listBooks: () => Promise<Book[]>;
  findBook: (id: string) => Promise<Book | undefined>;
  placeOrder: (request: OrderRequest, idempotencyKey: string | null) => Promise<PlacedOrder>;
  findOrder: (id: string) => Promise<OrderDetails | undefined>;
};

/** The routes of the orders service; the caller adds health and problem handlers. */
export function createOrdersApp(api: OrdersApi, logger: Logger): Express {
  const app = createHttpApp();

  app.get('/books', async (_request, response) => {
    response.json({ books: await api.listBooks() });
  });

  app.get('/books/:id', async (request, response) => {
    const id = bookIdSchema.safeParse(request.params.id);
    const book = id.success ? await api.findBook(id.data) : undefined;
    if (!book) throw new RequestProblem(404, 'There is no such book');
    response.json(book);
  });

  app.post('/orders', async (request, response) => {
    requireJson(request);
    const key = request.get('Idempotency-Key');
    const idempotencyKey =
      key === undefined
        ? null
        : validate(z.object({ 'Idempotency-Key': idempotencyKeySchema }), { 'Idempotency-Key': key })[
            'Idempotency-Key'
          ];
    const order = validate(orderRequestSchema, request.body);
    const placed = await api.placeOrder(order, idempotencyKey);
    recordPlacedOrder(placed, order.lines.length);
    logger.info({ [ORDER_ID]: placed.orderId, repeated: placed.repeated }, 'order accepted');
    response
      .status(placed.repeated ? 200 : 201)
      .location(`/orders/${placed.orderId}`)
      .json(placed);
  });

  app.get('/orders/:id', async (request, response) => {
    const id = z.uuid().safeParse(request.params.id);
    const order = id.success ? await api.findOrder(id.data) : undefined;
    if (!order) throw new RequestProblem(404, 'There is no such order');
    trace.getActiveSpan()?.setAttribute(ORDER_ID, order.id);
    const { requestHash: _, ...shown } = order;
    response.json(shown);
  });

  return app;
}
