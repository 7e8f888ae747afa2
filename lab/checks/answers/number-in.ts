/** The number that somebody typed: `21.1`, `21.1 ms`, `$8,333`, `8.3k`; undefined when it is not one number. */
export function numberIn(text: string): number | undefined {
  const [, digits = '', thousands] = /^\D*?(-?\d[\d,]*(?:\.\d+)?)\s*(k\b)?[^\d]*$/i.exec(text.trim()) ?? [];
  if (digits === '') return undefined;
  return Number(digits.replaceAll(',', '')) * (thousands ? 1_000 : 1);
}
