const PAINTS = 8;
const PATTERNS = 7;

/** The CSS classes of a book's cover: a paint and a pattern that are always the same for a book. */
export function coverStyle(bookId: string): string {
  const number = [...bookId].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 65_521, 7);
  return `paint-${number % PAINTS} pattern-${Math.floor(number / PAINTS) % PATTERNS}`;
}
