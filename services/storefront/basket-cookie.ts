import type { Request, Response } from 'express';
import { RequestProblem } from '../shared/errors.ts';
import { addToBasket, type Basket, MAX_LINES } from './basket.ts';

const NAME = 'basket';
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const MAX_BYTES = 3_900; // browsers keep 4096 with the name and the attributes

/** Reads the basket from the cookie `id*quantity.id*quantity`; what does not look like a line is left out. */
export function readBasket(request: Request): Basket {
  const pair = request.headers.cookie?.split(';').find((cookie) => cookie.trim().startsWith(`${NAME}=`));
  const value = pair?.trim().slice(NAME.length + 1) ?? '';
  if (value.length > MAX_BYTES) return [];
  const lines = value.split('.').flatMap((line) => {
    const [, bookId, quantity] = /^([a-z0-9-]{1,64})\*([1-9]\d?)$/.exec(line) ?? [];
    return bookId && quantity ? [{ bookId, quantity: Number(quantity) }] : [];
  });
  return addToBasket([], lines.slice(0, MAX_LINES));
}

/** Writes the basket into the cookie. Throws RequestProblem 422 when it would be too large for one. */
export function writeBasket(response: Response, basket: Basket): void {
  const value = basket.map(({ bookId, quantity }) => `${bookId}*${quantity}`).join('.');
  if (value.length > MAX_BYTES)
    throw new RequestProblem(422, 'Your basket is full; please buy in two orders');
  response.cookie(NAME, value, { httpOnly: true, sameSite: 'lax', maxAge: KEPT_MS });
}
