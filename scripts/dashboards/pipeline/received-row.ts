import type { Row } from '../bookstore-dashboard.ts';
import { timeSeries } from '../panels/time-series.ts';
import { rate } from '../promql.ts';
import { eachItem } from './collector-metrics.ts';

/** What comes in. */
export function receivedRow(): Row {
  return { title: 'Received', panels: [inServices(), received(), refused(), byService()] };
}

const inServices = () =>
  timeSeries({
    title: 'Sent or dropped by the services',
    description:
      'Spans per second that left the queue inside each service: sent, or dropped for the reason that is named. queue_full: more came than could be sent.',
    unit: 'cps',
    queries: [
      {
        expr: rate('otel_sdk_processor_span_processed_total', ['service_name', 'error_type']),
        legend: '{{service_name}} {{error_type}}',
      },
    ],
  });

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
