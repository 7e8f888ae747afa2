// The telemetry of one paid checkout, as design.md 2 states it. One line per span; a new span is one more line.
import assert from 'node:assert/strict';
import type { Span } from '../../lab/desk/telemetry-types.ts';

export type ExpectedSpan = {
  id: string;
  parent: string | null;
  service: string;
  kind: string;
  name: string;
  /** Semantic conventions and our own attributes: an exact value, or `any` for "is there". */
  attributes: Record<string, unknown>;
};

export const any = Symbol('any value');

const server = (route: string) => ({
  'http.request.method': 'POST',
  'http.route': route,
  'http.response.status_code': 201,
  'url.scheme': 'http',
  'url.path': route,
  'server.port': any,
  'bookstore.order.id': any,
});
const client = (path: string, status: number) => ({
  'http.request.method': 'POST',
  'http.response.status_code': status,
  'url.full': any,
  'url.path': path,
  'server.address': '127.0.0.1',
  'server.port': any,
});
const sql = (operation: string, collection: string) => ({
  'db.system.name': 'postgresql',
  'db.namespace': 'bookstore',
  'db.operation.name': operation,
  'db.collection.name': collection,
  'db.query.summary': `${operation} ${collection}`,
  'db.query.text': any,
  'server.address': '127.0.0.1',
  'server.port': any,
});
const message = (operation: 'publish' | 'process', destination: string) => ({
  'messaging.system': 'rabbitmq',
  'messaging.operation.name': operation,
  'messaging.operation.type': operation === 'publish' ? 'send' : 'process',
  'messaging.destination.name': destination,
  'messaging.message.body.size': any,
  'bookstore.order.id': any,
});

export const PAID_CHECKOUT: ExpectedSpan[] = [
  {
    id: 'checkout',
    parent: null,
    service: 'storefront',
    kind: 'SERVER',
    name: 'POST /checkout',
    attributes: server('/checkout'),
  },
  {
    id: 'call orders',
    parent: 'checkout',
    service: 'storefront',
    kind: 'CLIENT',
    name: 'POST',
    attributes: client('/orders', 201),
  },
  {
    id: 'orders',
    parent: 'call orders',
    service: 'orders',
    kind: 'SERVER',
    name: 'POST /orders',
    attributes: { ...server('/orders'), 'http.request.header.traceparent': any },
  },
  {
    id: 'take stock',
    parent: 'orders',
    service: 'orders',
    kind: 'CLIENT',
    name: 'UPDATE books',
    attributes: sql('UPDATE', 'books'),
  },
  {
    id: 'insert order',
    parent: 'orders',
    service: 'orders',
    kind: 'CLIENT',
    name: 'INSERT orders',
    attributes: sql('INSERT', 'orders'),
  },
  {
    id: 'insert lines',
    parent: 'orders',
    service: 'orders',
    kind: 'CLIENT',
    name: 'INSERT order_lines',
    attributes: sql('INSERT', 'order_lines'),
  },
  {
    id: 'insert outbox',
    parent: 'orders',
    service: 'orders',
    kind: 'CLIENT',
    name: 'INSERT outbox',
    attributes: sql('INSERT', 'outbox'),
  },
  {
    id: 'publish placed',
    parent: 'orders',
    service: 'orders',
    kind: 'PRODUCER',
    name: 'publish order.placed',
    attributes: message('publish', 'order.placed'),
  },
  {
    id: 'process placed',
    parent: 'publish placed',
    service: 'payments-worker',
    kind: 'CONSUMER',
    name: 'process order.placed',
    attributes: message('process', 'order.placed:payments-worker.order.placed'),
  },
  {
    id: 'validate',
    parent: 'process placed',
    service: 'payments-worker',
    kind: 'INTERNAL',
    name: 'validate payment',
    attributes: {},
  },
  {
    id: 'select payment',
    parent: 'validate',
    service: 'payments-worker',
    kind: 'CLIENT',
    name: 'SELECT payments',
    attributes: sql('SELECT', 'payments'),
  },
  {
    id: 'charge',
    parent: 'process placed',
    service: 'payments-worker',
    kind: 'INTERNAL',
    name: 'charge card',
    attributes: { 'bookstore.payment.outcome': 'paid', 'bookstore.payment.amount_cents': any },
  },
  {
    id: 'call gateway',
    parent: 'charge',
    service: 'payments-worker',
    kind: 'CLIENT',
    name: 'POST',
    attributes: client('/charges', 200),
  },
  {
    id: 'insert payment',
    parent: 'process placed',
    service: 'payments-worker',
    kind: 'CLIENT',
    name: 'INSERT payments',
    attributes: sql('INSERT', 'payments'),
  },
  {
    id: 'publish settled',
    parent: 'process placed',
    service: 'payments-worker',
    kind: 'PRODUCER',
    name: 'publish payment.settled',
    attributes: message('publish', 'payment.settled'),
  },
  {
    id: 'process settled',
    parent: 'publish settled',
    service: 'orders',
    kind: 'CONSUMER',
    name: 'process payment.settled',
    attributes: {
      ...message('process', 'payment.settled:orders.payment.settled'),
      'bookstore.order.outcome': 'paid',
    },
  },
  {
    id: 'settle order',
    parent: 'process settled',
    service: 'orders',
    kind: 'CLIENT',
    name: 'UPDATE orders',
    attributes: sql('UPDATE', 'orders'),
  },
];

/** Every log line of a paid checkout: service, body, and the span (an id above) that it stands under. */
export const PAID_CHECKOUT_LOGS = [
  { service: 'storefront', body: 'checkout accepted', span: 'checkout' },
  { service: 'orders', body: 'order accepted', span: 'orders' },
  { service: 'payments-worker', body: 'payment settled', span: 'process placed' },
  { service: 'orders', body: 'order settled', span: 'process settled' },
];

/** Which service emits which metric, in which unit. */
export const METRICS: Array<{ service: string; name: string; unit: string; type: string }> = [
  ...['storefront', 'orders', 'payments-worker'].flatMap((service) => [
    { service, name: 'nodejs.eventloop.utilization', unit: '1', type: 'gauge' },
    { service, name: 'v8js.memory.heap.used', unit: 'By', type: 'gauge' },
  ]),
  { service: 'storefront', name: 'http.server.request.duration', unit: 's', type: 'histogram' },
  { service: 'storefront', name: 'http.client.request.duration', unit: 's', type: 'histogram' },
  { service: 'orders', name: 'http.server.request.duration', unit: 's', type: 'histogram' },
  { service: 'orders', name: 'db.client.operation.duration', unit: 's', type: 'histogram' },
  { service: 'orders', name: 'db.client.connection.count', unit: '{connection}', type: 'sum' },
  { service: 'orders', name: 'bookstore.orders.placed', unit: '{order}', type: 'sum' },
  { service: 'orders', name: 'bookstore.orders.settled', unit: '{order}', type: 'sum' },
  { service: 'orders', name: 'bookstore.outbox.lag', unit: 's', type: 'gauge' },
  { service: 'payments-worker', name: 'http.client.request.duration', unit: 's', type: 'histogram' },
  { service: 'payments-worker', name: 'db.client.operation.duration', unit: 's', type: 'histogram' },
  { service: 'payments-worker', name: 'bookstore.payment.duration', unit: 's', type: 'histogram' },
];

/** The one span of a trace that an entry of the table describes. */
export function findSpan(spans: Span[], { service, name, kind }: ExpectedSpan): Span {
  const found = spans.filter((span) => span.service === service && span.name === name && span.kind === kind);
  assert.equal(found.length, 1, `${found.length} spans ${name} of ${service}`);
  return found[0] as Span;
}
