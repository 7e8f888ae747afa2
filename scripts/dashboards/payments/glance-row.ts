import type { Row } from '../bookstore-dashboard.ts';
import { stat } from '../panels/stat.ts';
import { orZero, quantile, total } from '../promql.ts';
import { GATEWAY_BUCKETS } from './gateway-calls.ts';
import { DEAD, IN_BACK_OFF, IN_QUEUE, REDELIVERED, RETRIED } from './queue-metrics.ts';

/** The numbers to read first. */
export function glanceRow(): Row {
  return { title: '', panels: [depth(), backOff(), redeliveries(), dead(), outbox(), gateway()] };
}

const depth = () =>
  stat({
    title: 'In the queues',
    description: 'Messages that wait for a service or are in its hands.',
    unit: 'short',
    query: { expr: `sum(${IN_QUEUE})` },
    thresholds: ['green', ['orange', 50], ['red', 500]],
  });

const backOff = () =>
  stat({
    title: 'In back-off',
    description:
      'Messages that met transient trouble, such as a bank that is down, and wait for their next delivery.',
    unit: 'short',
    query: { expr: `sum(${IN_BACK_OFF})` },
    thresholds: ['green', ['orange', 1], ['red', 50]],
  });

const redeliveries = () =>
  stat({
    title: 'Redeliveries',
    description: 'In the chosen time range: deliveries after a back-off, or after a consumer went away.',
    unit: 'short',
    query: { expr: `(${total(RETRIED)}) + (${total(REDELIVERED)})`, as: 'now' },
    thresholds: ['green', ['orange', 1]],
  });

const dead = () =>
  stat({
    title: 'Dead letters',
    description: 'Messages that were given up and wait for a person.',
    unit: 'short',
    query: { expr: orZero(`sum(${DEAD})`) },
    thresholds: ['green', ['red', 1]],
  });

const outbox = () =>
  stat({
    title: 'Outbox lag',
    description: 'Age of the oldest order whose message is not published yet.',
    unit: 's',
    query: { expr: 'max(bookstore_outbox_lag_seconds)' },
    thresholds: ['green', ['orange', 5], ['red', 30]],
  });

const gateway = () =>
  stat({
    title: 'Gateway p95',
    description: 'Time that the bank takes to answer, for 95 of 100 calls.',
    unit: 's',
    query: { expr: quantile(0.95, GATEWAY_BUCKETS) },
    thresholds: ['green', ['orange', 1], ['red', 3]],
  });
