import type { Span } from '../telemetry-types.ts';

/** The services that every placed order passes through. */
export const CHECKOUT_SERVICES: readonly string[] = ['storefront', 'orders', 'payments-worker'];

/** The messages of a checkout: each one that was published must be processed in the same trace. */
const CHECKOUT_MESSAGES = ['order.placed', 'payment.settled'];

/** True when the span shows that an order was placed; a checkout that was turned down (4xx, 5xx) never leaves for the queue. */
export function showsPlacedOrder(span: Span): boolean {
  if (CHECKOUT_MESSAGES.some((message) => span.name.endsWith(` ${message}`))) return true;
  if (span.kind !== 'SERVER' || span.attributes['http.request.method'] !== 'POST') return false;
  const route = span.attributes['http.route'];
  return (
    (route === '/checkout' || route === '/orders') &&
    Number(span.attributes['http.response.status_code']) < 400
  );
}

/** True when the span published a message of a checkout and the broker took it. */
export function isAwaitedMessage(span: Span): boolean {
  return (
    span.kind === 'PRODUCER' &&
    span.status !== 'ERROR' &&
    CHECKOUT_MESSAGES.some((message) => span.name === `publish ${message}`)
  );
}
