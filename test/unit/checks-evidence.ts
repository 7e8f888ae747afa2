import type { DrivenCheckout, Evidence } from '../../lab/checks/evidence.ts';
import type { Span } from '../../lab/desk/telemetry-types.ts';

const TRACE = 'a'.repeat(32);

/** Evidence of one paid checkout with these spans, all services heard. */
export function evidenceOf(spans: Span[], more: Partial<DrivenCheckout> = {}): Evidence {
  const checkout: DrivenCheckout = {
    name: 'paid',
    wish: {},
    orderId: 'an-order',
    traceId: TRACE,
    outcome: 'paid',
    httpStatus: 201,
    durationMs: 100,
    caller: { traceId: TRACE, spanId: 'f'.repeat(16) },
    startedMs: 1_000,
    spans,
    elsewhere: [],
    logs: [],
    looseLogs: [],
    messages: [],
    ...more,
  };
  const url = 'http://127.0.0.1:1';
  const addresses: Evidence['addresses'] = {
    storefront: url,
    orders: url,
    'payments-worker': url,
    'payment-gateway': url,
    postgres: url,
    rabbitmq: url,
    desk: url,
  };
  return {
    checkouts: [checkout],
    sinceMs: 1_000,
    heard: ['storefront', 'orders', 'payments-worker'],
    addresses,
  };
}
