import type { Row } from '../bookstore-dashboard.ts';
import { timeSeries } from '../panels/time-series.ts';
import { rate } from '../promql.ts';
import { eachItem } from './collector-metrics.ts';

/** What comes in. */
export function receivedRow(): Row {
  return { title: 'Received', panels: [received(), refused(), byService()] };
}

const received = () =>
  timeSeries({
    title: 'Received',
    description: 'Items that the Collector has taken in, per second.',
    unit: 'cps',
    queries: eachItem((item, name) => ({
      expr: rate(`otelcol_receiver_accepted_${item}`),
      legend: name,
    })),
  });

const refused = () =>
  timeSeries({
    title: 'Refused',
    description: 'Items that it did not take, per second. The sender is told, and tries again or gives up.',
    unit: 'cps',
    queries: eachItem((item, name) => ({ expr: rate(`otelcol_receiver_refused_${item}`), legend: name })),
  });

const byService = () =>
  timeSeries({
    title: 'Spans by service',
    description: 'Spans per second, counted before sampling.',
    unit: 'cps',
    draw: 'stack',
    queries: [
      { expr: rate('traces_span_metrics_calls_total', ['service_name']), legend: '{{service_name}}' },
    ],
  });
