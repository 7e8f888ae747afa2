// Evidence for tests of the check library: one checkout of an order, its spans given by name.
import { createHash } from 'node:crypto';
import type { DrivenCheckout, Evidence, PeekedMessage } from '../../lab/checks/evidence.ts';
import type { Log, Span } from '../../lab/desk/telemetry-types.ts';

export const TRACE = 'a'.repeat(32);
export const OTHER_TRACE = 'b'.repeat(32);
const ORDER = '11111111-1111-4111-8111-111111111111';
const SENT_MS = 1_800_000_000_000;

/** A span whose id is `spanId` of its name. */
export function made(service: string, name: string, more: Partial<Span> = {}): Span {
  return {
    traceId: TRACE,
    spanId: spanId(name),
    parentSpanId: null,
    service,
    name,
    kind: 'INTERNAL',
    startMs: SENT_MS + 1,
    durationMs: 1,
    status: 'UNSET',
    statusMessage: '',
    attributes: {},
    events: [],
    links: [],
    ...more,
  };
}

/** 16 hex digits that stand for a span of that name. */
export function spanId(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}

export function madeLog(service: string, body: string, more: Partial<Log> = {}): Log {
  return {
    timeMs: SENT_MS + 1,
    service,
    severity: 'info',
    body,
    traceId: TRACE,
    spanId: null,
    attributes: {},
    ...more,
  };
}

/** A message of the order with these headers. */
export function message(name: string, headers: Record<string, unknown>): PeekedMessage {
  return { name, orderId: ORDER, headers };
}

/** What is known of one paid checkout; each span goes into its trace or elsewhere by its trace id. */
export function evidenceOf(
  spans: Span[],
  more: Partial<DrivenCheckout> = {},
  others: DrivenCheckout[] = [],
): Evidence {
  const checkout: DrivenCheckout = {
    name: 'first',
    wish: {},
    orderId: ORDER,
    traceId: TRACE,
    outcome: 'paid',
    httpStatus: 201,
    durationMs: 100,
    caller: { traceId: TRACE, spanId: spanId('caller') },
    startedMs: SENT_MS,
    spans: spans.filter(({ traceId }) => traceId === TRACE),
    elsewhere: spans.filter(({ traceId }) => traceId !== TRACE),
    logs: [],
    looseLogs: [],
    messages: [],
    ...more,
  };
  const nowhere = 'http://127.0.0.1:1';
  return {
    checkouts: [checkout, ...others],
    sinceMs: SENT_MS,
    heard: ['storefront', 'orders', 'payments-worker'],
    addresses: {
      storefront: nowhere,
      orders: nowhere,
      'payments-worker': nowhere,
      'payment-gateway': nowhere,
      postgres: nowhere,
      rabbitmq: nowhere,
      desk: nowhere,
    },
  };
}
