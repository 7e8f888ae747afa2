import { sleep } from 'k6';
import type { AcceptedOrder } from './checkout.ts';
import {
  ordersDeclined,
  ordersFailed,
  ordersPaid,
  ordersUnsettled,
  ordersWrongOutcome,
  settleDuration,
} from './order-metrics.ts';
import { reportFailure } from './report-failure.ts';
import { getOrder } from './shop-request.ts';

const SETTLE_LIMIT_MS = 15_000;
const LOOK_EVERY_S = 0.2;
const OUTCOMES = { paid: ordersPaid, declined: ordersDeclined, failed: ordersFailed };

type Outcome = keyof typeof OUTCOMES;

/** Looks at an order until it is settled, for 15 s at most, and counts how it ended; undefined: it did not. */
export function followOrder({ orderId, traceId, card }: AcceptedOrder): Outcome | undefined {
  const startedMs = Date.now();
  while (Date.now() - startedMs < SETTLE_LIMIT_MS) {
    sleep(LOOK_EVERY_S);
    const outcome = outcomeOf(orderId);
    if (outcome === undefined) continue;
    settleDuration.add(Date.now() - startedMs);
    OUTCOMES[outcome].add(1);
    if (outcome !== card.settles) {
      ordersWrongOutcome.add(1);
      reportFailure(`order ${orderId} is ${outcome} instead of ${card.settles}`, traceId);
    }
    return outcome;
  }
  ordersUnsettled.add(1);
  reportFailure(`order ${orderId} is not settled after ${SETTLE_LIMIT_MS / 1_000} s`, traceId);
  return undefined;
}

function outcomeOf(orderId: string): Outcome | undefined {
  const { response } = getOrder(orderId);
  const status = response.status === 200 ? response.json('status') : undefined;
  return status === 'paid' || status === 'declined' || status === 'failed' ? status : undefined;
}
