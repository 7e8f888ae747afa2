import type { Express } from 'express';
import { z } from 'zod';
import { RequestProblem } from '../shared/errors.ts';
import { bookIdSchema, orderRequestSchema } from '../shared/order-request.ts';
import { validate } from '../shared/validate.ts';
import { addToBasket, MAX_COPIES, setQuantity } from './basket.ts';
import { readBasket, writeBasket } from './basket-cookie.ts';
import { formBody, formLines, parseForm } from './form-body.ts';
import { priceBasket } from './price-basket.ts';
import type { StorefrontParts } from './storefront-parts.ts';

const addSchema = z.object({ lines: orderRequestSchema.shape.lines });

const wholeNumber = `must be a whole number from 0 to ${MAX_COPIES}`;
const changeSchema = z.object({
  bookId: bookIdSchema,
  quantity: z.int(wholeNumber).min(0, wholeNumber).max(MAX_COPIES, wholeNumber),
});

/** The basket: a page, and the forms that add books and change how many. It lives in a cookie. */
export function addBasketRoutes(app: Express, { orders, render }: StorefrontParts): void {
  app.get('/basket', async (request, response) => {
    const basket = readBasket(request);
    const books = basket.length > 0 ? await orders.listBooks() : [];
    render(request, response, 'basket', { basket: priceBasket(basket, books) });
  });

  app.post('/basket', parseForm, async (request, response) => {
    const { lines } = validate(addSchema, { lines: formLines(formBody(request)) });
    const known = new Set((await orders.listBooks()).map((book) => book.id));
    if (!lines.every((line) => known.has(line.bookId)))
      throw new RequestProblem(404, 'There is no such book');
    writeBasket(response, addToBasket(readBasket(request), lines));
    response.redirect(303, '/basket');
  });

  app.post('/basket/:bookId', parseForm, (request, response) => {
    const bookId = request.params.bookId as string;
    const [line] = formLines({ ...formBody(request), bookId });
    const { quantity } = validate(changeSchema, line);
    writeBasket(response, setQuantity(readBasket(request), bookId, quantity));
    response.redirect(303, '/basket');
  });
}
