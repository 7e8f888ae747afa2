const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** US cents as a customer reads them: `$1,234.50`. */
export function formatPrice(cents: number): string {
  return dollars.format(cents / 100);
}
