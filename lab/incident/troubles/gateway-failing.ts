import { sumOf } from '../metric-clues.ts';
import { spansSince } from '../span-clues.ts';
import type { Trouble } from '../trouble.ts';

const charge = { service: 'payments-worker', name: 'charge card' };
const call = 'http.client.request.duration';

/** The bank answers 503 most of the time; attempts and messages are repeated until one gets through. */
export const gatewayFailing: Trouble = {
  suspect: 'gateway-failing',
  complaint:
    'Some orders are paid at once, mine took a quarter of a minute. I did nothing else than my friend.',
  variables: (draw) => ({ GATEWAY_FAILURE_RATE: String(draw.between(65, 80) / 100) }),
  clues: async (desk, sinceMs) => {
    const charges = await spansSince(desk, charge, sinceMs);
    const retries = (events: readonly { name: string }[]) =>
      events.filter(({ name }) => name === 'retry').length;
    const [worst] = charges.sort((a, b) => retries(b.events) - retries(a.events));
    if (!worst || retries(worst.events) === 0) return undefined;
    const failed = await sumOf(desk, call, charge.service, { 'http.response.status_code': 503 });
    const asked = await sumOf(desk, call, charge.service);
    return {
      metric: {
        name: call,
        says: `${failed} of ${asked} calls to the bank got a 503`,
        promql:
          'sum by (http_response_status_code) (rate(http_client_request_duration_seconds_count{service_name="payments-worker"}[1m]))',
      },
      trace: {
        traceId: worst.traceId,
        says: `charge card has ${retries(worst.events)} events “retry” and a POST with ERROR for each`,
      },
      log: {
        service: charge.service,
        says: '“message will be tried again”, with the bank’s 503 as its reason',
      },
    };
  },
  lesson:
    'Retries hide a failure from the customer and multiply the calls. Count attempts, not only outcomes, and look whether a retry at one level repeats the retries of another.',
};
