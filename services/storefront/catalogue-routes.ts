import type { Express } from 'express';
import { RequestProblem } from '../shared/errors.ts';
import { bookIdSchema } from '../shared/order-request.ts';
import type { StorefrontParts } from './storefront-parts.ts';

/** The books: `/` as a page, `/books` as JSON, `/books/:id` as either. */
export function addCatalogueRoutes(app: Express, { orders, links, render }: StorefrontParts): void {
  app.get('/', async (request, response) => {
    render(request, response, 'catalogue', { books: await orders.listBooks() });
  });

  app.get('/books', async (_request, response) => {
    response.json({ books: await orders.listBooks(), ...links.toCurrent() });
  });

  app.get('/books/:id', async (request, response) => {
    const id = bookIdSchema.safeParse(request.params.id);
    if (!id.success) throw new RequestProblem(404, 'There is no such book');
    const book = await orders.findBook(id.data);
    const json = () => response.json({ ...book, ...links.toCurrent() });
    const html = () => render(request, response, 'book', { book });
    response.format({ json, html, default: json });
  });
}
