import { trace } from '@opentelemetry/api';
import type { Express } from 'express';
import { z } from 'zod';
import { ORDER_ID } from '../shared/attributes.ts';
import { RequestProblem } from '../shared/errors.ts';
import type { StorefrontParts } from './storefront-parts.ts';

/** One order, as a page that follows it until it is settled, and as JSON. */
export function addOrderRoutes(app: Express, { orders, links, render }: StorefrontParts): void {
  app.get('/orders/:id', async (request, response) => {
    const id = z.uuid().safeParse(request.params.id);
    if (!id.success) throw new RequestProblem(404, 'There is no such order');
    const order = await orders.findOrder(id.data);
    trace.getActiveSpan()?.setAttribute(ORDER_ID, order.id);
    const json = () => response.json({ ...order, ...links.toCurrent() });
    // Looking at an order is another trace than buying; the redirect of the checkout says which one that was.
    const html = () =>
      render(request, response, 'order', { order, checkout: links.toTrace(request.query.trace) });
    response.format({ json, html, default: json });
  });
}
