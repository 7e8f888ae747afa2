import type { Span } from '../telemetry-types.ts';

/** The attribute that names the order on the main span of every service. */
export const ORDER_ID = 'bookstore.order.id';

/** The order that these spans name first, or null. */
export function orderIdOf(spans: readonly Span[]): string | null {
  const named = spans.find((span) => span.attributes[ORDER_ID] !== undefined);
  return named === undefined ? null : String(named.attributes[ORDER_ID]);
}
