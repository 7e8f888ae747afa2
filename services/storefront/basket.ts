import { RequestProblem } from '../shared/errors.ts';

/** So many copies of one book. */
export type BasketLine = { bookId: string; quantity: number };

/** What a customer wants to buy; each book once. */
export type Basket = readonly BasketLine[];

export const MAX_COPIES = 99;
export const MAX_LINES = 100;

/** The basket with more copies, up to 99 of each book. Throws RequestProblem 422 beyond 100 different books. */
export function addToBasket(basket: Basket, added: Basket): Basket {
  const quantities = new Map(basket.map(({ bookId, quantity }) => [bookId, quantity]));
  for (const { bookId, quantity } of added) {
    quantities.set(bookId, Math.min(MAX_COPIES, (quantities.get(bookId) ?? 0) + quantity));
  }
  if (quantities.size > MAX_LINES) {
    throw new RequestProblem(422, `Your basket is full: it holds ${MAX_LINES} different books`);
  }
  return [...quantities].map(([bookId, quantity]) => ({ bookId, quantity }));
}

/** The basket with this many copies of a book that is in it; none takes it out. */
export function setQuantity(basket: Basket, bookId: string, quantity: number): Basket {
  return basket
    .map((line) => (line.bookId === bookId ? { bookId, quantity } : line))
    .filter((line) => line.quantity > 0);
}

/** The basket without these books. */
export function withoutBooks(basket: Basket, bookIds: string[]): Basket {
  return basket.filter((line) => !bookIds.includes(line.bookId));
}
