import type { Span } from '../../desk/telemetry-types.ts';
import type { DeskClient } from '../../stores/ask-desk.ts';
import { longestOf } from '../metric-clues.ts';
import { preload } from '../preload.ts';
import { duration, spanMetricOf, spansSince } from '../span-clues.ts';
import type { Trouble } from '../trouble.ts';

const NOTICED_MS = 400;
const placeOrder = { service: 'orders', name: 'POST /orders' };

/** A job within orders takes all connections of the pool for some seconds, again and again. */
export const poolExhausted: Trouble = {
  suspect: 'pool-exhausted',
  complaint:
    'Every few seconds the checkout hangs, and now and then it says that part of the bookstore does not answer.',
  variables: () => preload('exhaust-pool.ts'),
  clues: async (desk, sinceMs) => {
    const slow = await spansSince(desk, placeOrder, sinceMs);
    const waited = await firstThatWaited(desk, slow);
    if (!waited) return undefined;
    const longest = await longestOf(desk, 'http.server.request.duration', 'orders', {
      'http.route': '/orders',
    });
    return {
      metric: {
        name: 'db.client.connection.pending_requests',
        says: `above zero while it lasts; POST /orders takes up to ${duration(longest * 1_000)}`,
        promql: 'max_over_time(db_client_connection_pending_requests{service_name="orders"}[5m])',
      },
      trace: {
        traceId: waited.span.traceId,
        says: `${duration(waited.gapMs)} pass in POST /orders before its first statement, and no span says what for`,
        spanMetric: spanMetricOf(placeOrder),
      },
      log: {
        service: 'orders',
        says: '“request failed”, where it took too long: timeout exceeded when trying to connect',
      },
    };
  },
  lesson:
    'A gap is a finding too: between the start of the request and its first statement only the pool can wait. Its metric confirms it.',
};

async function firstThatWaited(
  desk: DeskClient,
  spans: readonly Span[],
): Promise<{ span: Span; gapMs: number } | undefined> {
  for (const span of spans.slice(0, 10)) {
    if (span.durationMs < NOTICED_MS) return undefined;
    const trace = await desk.trace(span.traceId);
    const children = trace?.spans.filter(({ parentSpanId }) => parentSpanId === span.spanId) ?? [];
    const first = Math.min(span.startMs + span.durationMs, ...children.map(({ startMs }) => startMs));
    if (first - span.startMs >= NOTICED_MS) return { span, gapMs: first - span.startMs };
  }
  return undefined;
}
