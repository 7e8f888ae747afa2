import type { Express, Request, Response } from 'express';
import { RequestProblem } from '../shared/errors.ts';
import { withoutBooks } from './basket.ts';
import { readBasket, writeBasket } from './basket-cookie.ts';
import { newCheckoutForm, readCheckoutForm } from './checkout-form.ts';
import { keepCheckoutPage } from './checkout-page.ts';
import { formBody, parseForm } from './form-body.ts';
import { placeCheckout } from './place-checkout.ts';
import { priceBasket } from './price-basket.ts';
import type { StorefrontParts } from './storefront-parts.ts';

/** Buying: the checkout form, and `POST /checkout` as JSON (answers the order) or as a form (leads to its page). */
export function addCheckoutRoutes(app: Express, parts: StorefrontParts): void {
  app.get('/checkout', async (request, response) => {
    const lines = readBasket(request);
    const basket = priceBasket(lines, lines.length > 0 ? await parts.orders.listBooks() : []);
    if (!basket.buyable) return response.redirect(303, '/basket');
    parts.render(request, response, 'checkout', { form: newCheckoutForm(basket), basket });
  });

  app.post('/checkout', parseForm, async (request, response) => {
    if (request.is('application/json')) await checkoutByJson(parts, request, response);
    else if (request.is('urlencoded')) await checkoutByForm(parts, request, response);
    else throw new RequestProblem(415, 'Send the body as application/json, or as a form');
  });
}

async function checkoutByJson(
  { orders, links, logger }: StorefrontParts,
  request: Request,
  response: Response,
) {
  const { repeated, ...placed } = await placeCheckout(orders, logger, {
    order: request.body,
    idempotencyKey: request.get('Idempotency-Key'),
    channel: 'api',
  });
  response
    .status(repeated ? 200 : 201)
    .location(`/orders/${placed.orderId}`)
    .json({ ...placed, ...links.toCurrent() });
}

async function checkoutByForm(
  { orders, links, logger }: StorefrontParts,
  request: Request,
  response: Response,
) {
  const { form, cardNumber } = readCheckoutForm(formBody(request));
  const { customer, lines, idempotencyKey } = form;
  try {
    const order = { customer, lines, card: { number: cardNumber } };
    const placed = await placeCheckout(orders, logger, { order, idempotencyKey, channel: 'web' });
    const bought = lines.map((line) => line.bookId);
    writeBasket(response, withoutBooks(readBasket(request), bought));
    // A repeat only found the order: the trace that bought it is the first one's, which we do not know here.
    const checkout = placed.repeated ? undefined : links.toCurrent();
    response.redirect(303, `/orders/${placed.orderId}${checkout ? `?trace=${checkout.traceId}` : ''}`);
  } catch (error) {
    await keepCheckoutPage(response, orders, form, error);
    throw error;
  }
}
