/** The order that the spans name, or null. */
export function orderIdOf(spans) {
  const named = spans.find((span) => span.attributes['bookstore.order.id'] !== undefined);
  return named === undefined ? null : String(named.attributes['bookstore.order.id']);
}
