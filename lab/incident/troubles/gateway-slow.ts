import type { DeskClient } from '../../stores/ask-desk.ts';
import { longestOf } from '../metric-clues.ts';
import { duration, spanMetricOf, spansSince } from '../span-clues.ts';
import type { Trouble } from '../trouble.ts';

const NOTICED_MS = 800;
const call = { service: 'payments-worker', name: 'POST' };

/** The bank reviews many more orders for fraud than it used to. */
export const gatewaySlow: Trouble = {
  suspect: 'gateway-slow',
  complaint: 'A bookmark is paid in no time. With a few books in the basket it takes seconds.',
  variables: (draw) => ({ GATEWAY_REVIEW_ABOVE_CENTS: String(draw.between(20, 40) * 100) }),
  clues: async (desk, sinceMs) => {
    const [slowest] = await spansSince(desk, call, sinceMs);
    if (!slowest || slowest.durationMs < NOTICED_MS) return undefined;
    const longest = await longestOf(desk, 'http.client.request.duration', call.service);
    return {
      metric: {
        name: 'http.client.request.duration',
        says: `payments-worker waits up to ${duration(longest * 1_000)} for the bank`,
        promql:
          'histogram_quantile(0.95, sum by (le) (rate(http_client_request_duration_seconds_bucket{service_name="payments-worker"}[1m])))',
      },
      trace: {
        traceId: slowest.traceId,
        says: `POST to the bank takes ${duration(slowest.durationMs)}${await amountOf(desk, slowest.traceId)}`,
        spanMetric: spanMetricOf(call),
      },
      log: { service: call.service, says: '“payment settled”, seconds after “order accepted”' },
    };
  },
  lesson:
    'What sets the slow ones apart is an attribute: compare bookstore.payment.amount_cents of slow and quick ones. A black box is known by the spans around it.',
};

async function amountOf(desk: DeskClient, traceId: string): Promise<string> {
  const trace = await desk.trace(traceId);
  const charge = trace?.spans.find(({ name }) => name === 'charge card');
  const cents = charge?.attributes['bookstore.payment.amount_cents'];
  return typeof cents === 'number' ? ` for $${cents / 100}; smaller amounts are quick` : '';
}
