import type { Row } from '../bookstore-dashboard.ts';
import { exploreTraces } from '../explore-link.ts';
import { heatMap } from '../panels/heat-map.ts';
import { timeSeries } from '../panels/time-series.ts';
import { countPerStep, quantile, rate } from '../promql.ts';
import { GATEWAY_BUCKETS, GATEWAY_CALLS } from './gateway-calls.ts';

const link = {
  title: 'Traces of slow gateway calls',
  url: exploreTraces(
    '{ resource.service.name = "payments-worker" && name = "charge card" && duration > 500ms }',
  ),
};

/** The third party, as payments-worker sees it. */
export function gatewayRow(): Row {
  return { title: 'The bank', panels: [latency(), everyCall(), answers()] };
}

const latency = () =>
  timeSeries({
    title: 'Gateway latency',
    description: 'Time to the bank’s answer. A diamond is one call: click it to open its trace.',
    unit: 's',
    queries: [
      { expr: quantile(0.5, GATEWAY_BUCKETS), legend: 'p50' },
      { expr: quantile(0.95, GATEWAY_BUCKETS), legend: 'p95' },
      { expr: quantile(0.99, GATEWAY_BUCKETS), legend: 'p99', exemplars: true },
    ],
    link,
  });

const everyCall = () =>
  heatMap({
    title: 'Gateway latency, every call',
    description: 'Orders above $500 wait 1 to 3 s for the fraud review: a band of their own.',
    expr: countPerStep(GATEWAY_BUCKETS, ['le']),
    width: 8,
  });

const answers = () =>
  timeSeries({
    title: 'Gateway answers',
    description: 'Calls per second by status code, or by what went wrong when there was no answer.',
    unit: 'reqps',
    queries: [
      {
        expr: rate(GATEWAY_CALLS, ['http_response_status_code', 'error_type']),
        legend: '{{http_response_status_code}} {{error_type}}',
      },
    ],
    link,
  });
