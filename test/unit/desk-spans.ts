import type { Span } from '../../lab/desk/telemetry-types.ts';

/** A span id from a number, e.g. 7 -> 0000000000000007. */
export function spanId(number: number): string {
  return number.toString(16).padStart(16, '0');
}

/** A span of 10 ms in service `orders`, as the desk holds it; `parent` null makes a root. */
export function aSpan(id: number, parent: number | null, more: Partial<Span> = {}): Span {
  return {
    traceId: 'a'.repeat(32),
    spanId: spanId(id),
    parentSpanId: parent === null ? null : spanId(parent),
    service: 'orders',
    name: `span ${id}`,
    kind: 'INTERNAL',
    startMs: 1000 + id,
    durationMs: 10,
    status: 'UNSET',
    statusMessage: '',
    attributes: {},
    events: [],
    links: [],
    ...more,
  };
}

/** The main spans of a paid checkout, in order. */
export function aCheckout(): Span[] {
  const at = (startMs: number, durationMs: number) => ({ startMs, durationMs });
  const placed = { 'http.request.method': 'POST', 'http.response.status_code': 201 };
  const shop = { service: 'storefront', ...at(1000, 26) };
  const worker = { service: 'payments-worker' };
  return [
    aSpan(1, null, {
      ...shop,
      kind: 'SERVER',
      name: 'POST /checkout',
      attributes: { ...placed, 'http.route': '/checkout' },
    }),
    aSpan(2, 1, { ...shop, kind: 'CLIENT', name: 'POST', ...at(1002, 22) }),
    aSpan(3, 2, {
      kind: 'SERVER',
      name: 'POST /orders',
      attributes: { ...placed, 'http.route': '/orders' },
      ...at(1003, 20),
    }),
    aSpan(4, 3, { kind: 'CLIENT', name: 'INSERT', ...at(1005, 3) }),
    aSpan(5, 3, { kind: 'PRODUCER', name: 'publish order.placed', ...at(1014, 2) }),
    aSpan(6, 5, { ...worker, kind: 'CONSUMER', name: 'process order.placed', ...at(1018, 50) }),
    aSpan(7, 6, { ...worker, name: 'validate payment', ...at(1019, 1) }),
    aSpan(8, 6, { ...worker, kind: 'PRODUCER', name: 'publish payment.settled', ...at(1060, 2) }),
    aSpan(9, 8, { kind: 'CONSUMER', name: 'process payment.settled', ...at(1064, 6) }),
  ];
}

/** The whole tree of a paid checkout. */
export function aWholeCheckout(): Span[] {
  const answered = { 'http.response.status_code': 201 };
  const client = (id: number, parent: number, name: string, more: Partial<Span> = {}) =>
    aSpan(id, parent, { kind: 'CLIENT', name, ...more });
  const worker = { service: 'payments-worker' };
  return [
    ...aCheckout().map((span) => (span.spanId === spanId(2) ? { ...span, attributes: answered } : span)),
    client(10, 3, 'INSERT orders', { startMs: 1008 }),
    client(11, 3, 'INSERT outbox', { startMs: 1010 }),
    aSpan(12, 6, { ...worker, name: 'charge card', startMs: 1022 }),
    client(13, 12, 'POST', { ...worker, startMs: 1023, attributes: answered }),
    client(14, 6, 'INSERT payments', { ...worker, startMs: 1050 }),
    client(15, 9, 'UPDATE orders', { startMs: 1066 }),
  ];
}
