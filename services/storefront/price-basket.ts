import type { Basket } from './basket.ts';
import { describeStock } from './describe-stock.ts';
import type { Book } from './orders-client.ts';

/** A line with its book; amounts in US cents. `shortage` says why it cannot be bought as it is. */
type PricedLine = {
  book: Book;
  quantity: number;
  subtotalCents: number;
  shortage: string | undefined;
};

export type PricedBasket = { lines: PricedLine[]; totalCents: number; buyable: boolean };

/** Puts prices on a basket; books that the shop no longer has are left out. */
export function priceBasket(basket: Basket, books: Book[]): PricedBasket {
  const shelf = new Map(books.map((book) => [book.id, book]));
  const lines = basket.flatMap(({ bookId, quantity }) => {
    const book = shelf.get(bookId);
    if (!book) return [];
    const shortage = quantity > book.stock ? describeStock(book.stock) : undefined;
    return [{ book, quantity, subtotalCents: quantity * book.priceCents, shortage }];
  });
  return {
    lines,
    totalCents: lines.reduce((sum, line) => sum + line.subtotalCents, 0),
    buyable: lines.length > 0 && lines.every((line) => !line.shortage),
  };
}
