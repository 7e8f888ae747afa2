import { randomUUID } from 'node:crypto';
import type { Response } from 'express';
import { RequestProblem } from '../shared/errors.ts';
import type { Problem } from '../shared/http-server.ts';
import type { CheckoutForm } from './checkout-form.ts';
import type { OrdersClient } from './orders-client.ts';
import { type PricedBasket, priceBasket } from './price-basket.ts';

/** The checkout page. `problem` says why the form came back; without `basket` there is nobody to ask for prices. */
export type CheckoutPage = { form: CheckoutForm; basket?: PricedBasket; problem?: Problem };

/** Keeps the page with what the customer typed, so that the problem handler can show the form again. */
export async function keepCheckoutPage(
  response: Response,
  orders: OrdersClient,
  form: CheckoutForm,
  error: unknown,
): Promise<void> {
  const page: CheckoutPage = { form: renewKey(form, error) };
  if (error instanceof RequestProblem) {
    const books = await orders.listBooks().catch(() => undefined);
    if (books) page.basket = priceBasket(form.lines, books);
  }
  response.locals.checkoutPage = page;
}

/** The page that `keepCheckoutPage` left. */
export function keptCheckoutPage(response: Response): CheckoutPage | undefined {
  return response.locals.checkoutPage;
}

// The same key makes another try safe after a time-out; a key that orders refuses would be refused forever.
function renewKey(form: CheckoutForm, error: unknown): CheckoutForm {
  const refused =
    error instanceof RequestProblem && error.errors.some(({ field }) => field === 'Idempotency-Key');
  return refused ? { ...form, idempotencyKey: randomUUID() } : form;
}
