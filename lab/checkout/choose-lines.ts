import { LabError } from '../engine/lab-error.ts';

/** A book on offer; the price in US cents. */
export type OfferedBook = { id: string; title: string; priceCents: number; stock: number };

export type OrderLine = { bookId: string; quantity: number };

const MAX_COPIES = 99;

/**
 * Fills a basket that costs exactly `totalUsd` whole dollars, dearest books first. Throws LabError (usage) when no basket
 * of at most 99 copies a book does.
 */
export function chooseLines(books: OfferedBook[], totalUsd: number): OrderLine[] {
  const plenty = books.filter((book) => book.stock >= MAX_COPIES).sort((a, b) => b.priceCents - a.priceCents);
  let openCents = totalUsd * 100;
  const lines = plenty.flatMap(({ id, priceCents }) => {
    const quantity = Math.min(MAX_COPIES, Math.floor(openCents / priceCents));
    openCents -= quantity * priceCents;
    return quantity > 0 ? [{ bookId: id, quantity }] : [];
  });
  if (openCents === 0 && lines.length > 0) return lines;
  throw new LabError(`No basket costs exactly $${totalUsd}.`, {
    exitCode: 2,
    next: ['npx lab checkout --total 501'],
  });
}
