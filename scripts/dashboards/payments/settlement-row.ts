import type { Row } from '../bookstore-dashboard.ts';
import { timeSeries } from '../panels/time-series.ts';
import { countPerStep, quantile } from '../promql.ts';

const OUTCOME = 'bookstore_payment_outcome';

/** From the outbox to the settled payment. */
export function settlementRow(): Row {
  return { title: 'From the outbox to the settled payment', panels: [outbox(), outcomes(), durations()] };
}

const outbox = () =>
  timeSeries({
    title: 'Outbox lag',
    description:
      'Age of the oldest unpublished message. It grows while the broker is away and falls to 0 after.',
    unit: 's',
    queries: [{ expr: 'max(bookstore_outbox_lag_seconds)', legend: 'oldest message' }],
    thresholds: ['transparent', ['red', 30]],
  });

const outcomes = () =>
  timeSeries({
    title: 'Payments by outcome',
    description: 'Payments settled within each step.',
    unit: 'short',
    draw: 'bars',
    queries: [
      {
        expr: countPerStep('bookstore_payment_duration_seconds_count', [OUTCOME]),
        legend: `{{${OUTCOME}}}`,
      },
    ],
    colours: { paid: 'green', declined: 'yellow', failed: 'red' },
  });

const durations = () =>
  timeSeries({
    title: 'Payment duration by outcome, p95',
    description:
      'From the message taken off the queue to the settled payment. Three attempts at a silent bank take eleven seconds.',
    unit: 's',
    queries: [
      {
        expr: quantile(0.95, 'bookstore_payment_duration_seconds_bucket', [OUTCOME]),
        legend: `{{${OUTCOME}}}`,
      },
    ],
    colours: { paid: 'green', declined: 'yellow', failed: 'red' },
  });
