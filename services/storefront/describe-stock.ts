const FEW = 5;

/** What a customer should know about the stock: sold out, or nearly; nothing when there is plenty. */
export function describeStock(stock: number): string | undefined {
  if (stock <= 0) return 'Sold out';
  return stock <= FEW ? `Only ${stock} left` : undefined;
}
