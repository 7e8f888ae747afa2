const STYLES = 8;

/** The CSS class of a book's cover: always the same for a book, spread evenly over the shelf. */
export function coverStyle(bookId: string): string {
  const sum = [...bookId].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 65_521, 7);
  return `cover-${sum % STYLES}`;
}
