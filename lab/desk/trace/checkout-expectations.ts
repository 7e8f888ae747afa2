import type { Span, SpanKind } from '../telemetry-types.ts';

/** The services that every placed order passes through. */
export const CHECKOUT_SERVICES: readonly string[] = ['storefront', 'orders', 'payments-worker'];

/** The messages of a checkout: each one that was published must be processed in the same trace. */
const CHECKOUT_MESSAGES = ['order.placed', 'payment.settled'];

/** A span by what tells it from others of its trace. */
export type SpanPattern = { service: string; name: string; kind: SpanKind };

/** `to` must hang somewhere below `from`, whenever `from` is there and did not fail. */
export type CheckoutEdge = { from: SpanPattern; to: SpanPattern };

const checkout = server('storefront', 'POST /checkout');
const callOrders = client('storefront', 'POST');
const order = server('orders', 'POST /orders');
const publishPlaced = producer('orders', 'publish order.placed');
const processPlaced = consumer('payments-worker', 'process order.placed');
const validate = internal('payments-worker', 'validate payment');
const charge = internal('payments-worker', 'charge card');
const publishSettled = producer('payments-worker', 'publish payment.settled');
const processSettled = consumer('orders', 'process payment.settled');

/** The tree of a checkout, edge by edge; edges from one span stand in the order of time. */
export const CHECKOUT_EDGES: readonly CheckoutEdge[] = [
  { from: checkout, to: callOrders },
  { from: callOrders, to: order },
  { from: order, to: client('orders', 'INSERT orders') },
  { from: order, to: client('orders', 'INSERT outbox') },
  { from: order, to: publishPlaced },
  { from: publishPlaced, to: processPlaced },
  { from: processPlaced, to: validate },
  { from: processPlaced, to: charge },
  { from: processPlaced, to: client('payments-worker', 'INSERT payments') },
  { from: processPlaced, to: publishSettled },
  { from: charge, to: client('payments-worker', 'POST') },
  { from: publishSettled, to: processSettled },
  { from: processSettled, to: client('orders', 'UPDATE orders') },
];

/** True when the span has the service, name and kind of the pattern. */
export function fitsPattern(span: Span, pattern: SpanPattern): boolean {
  return span.name === pattern.name && span.service === pattern.service && span.kind === pattern.kind;
}

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

function server(service: string, name: string): SpanPattern {
  return { service, name, kind: 'SERVER' };
}

function client(service: string, name: string): SpanPattern {
  return { service, name, kind: 'CLIENT' };
}

function producer(service: string, name: string): SpanPattern {
  return { service, name, kind: 'PRODUCER' };
}

function consumer(service: string, name: string): SpanPattern {
  return { service, name, kind: 'CONSUMER' };
}

function internal(service: string, name: string): SpanPattern {
  return { service, name, kind: 'INTERNAL' };
}
