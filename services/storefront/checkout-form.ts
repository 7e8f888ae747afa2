import { randomUUID } from 'node:crypto';
import type { Basket } from './basket.ts';
import { type FormBody, formLines, formText } from './form-body.ts';
import type { PricedBasket } from './price-basket.ts';
import { TEST_CUSTOMER } from './test-customer.ts';

/**
 * What the checkout form shows. The card number is not part of it: it is never sent back. The lines travel in the form,
 * so that what the customer saw is what is bought, and sending it twice is the same order.
 */
export type CheckoutForm = {
  customer: { name: string; email: string; address: string };
  lines: Basket;
  idempotencyKey: string;
};

/** The form as it is first shown. */
export function newCheckoutForm(basket: PricedBasket): CheckoutForm {
  const lines = basket.lines.map(({ book, quantity }) => ({ bookId: book.id, quantity }));
  return { customer: TEST_CUSTOMER, lines, idempotencyKey: randomUUID() };
}

/** The form as a customer sent it, and the number of the card. Nothing is checked yet. */
export function readCheckoutForm(body: FormBody): { form: CheckoutForm; cardNumber: string } {
  const form = {
    customer: {
      name: formText(body, 'customer.name'),
      email: formText(body, 'customer.email'),
      address: formText(body, 'customer.address'),
    },
    lines: formLines(body),
    idempotencyKey: formText(body, 'Idempotency-Key'),
  };
  return { form, cardNumber: formText(body, 'card.number') };
}
