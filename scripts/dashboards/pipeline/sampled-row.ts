import type { Row } from '../bookstore-dashboard.ts';
import { timeSeries } from '../panels/time-series.ts';
import { orZero, rate } from '../promql.ts';
import { ACCEPTED_SPANS, STORED_SPANS } from './collector-metrics.ts';

const SERVER_SPANS = 'traces_span_metrics_calls_total{span_kind="SPAN_KIND_SERVER"}';
const REQUESTS = 'http_server_request_duration_seconds_count';

/** What is kept, and who decided. */
export function sampledRow(): Row {
  return { title: 'Sampled', panels: [heads(), tails(), spans()] };
}

const heads = () =>
  timeSeries({
    title: 'Requests with a trace',
    description:
      'Server spans for each counted request. With SAMPLING=head the services decide at the first span: one of ten.',
    unit: 'percentunit',
    queries: [
      {
        expr: `${rate(SERVER_SPANS, ['service_name'])} / (${rate(REQUESTS, ['service_name'])} > 0)`,
        legend: '{{service_name}}',
      },
    ],
  });

const tails = () =>
  timeSeries({
    title: 'Decisions at the end of a trace',
    description:
      'Traces per second with SAMPLING=tail: errors and slow ones are kept, few of the rest. Otherwise 0.',
    unit: 'cps',
    draw: 'stack',
    queries: [
      {
        expr: orZero(rate('otelcol_processor_tail_sampling_global_count_traces_sampled{sampled="true"}')),
        legend: 'kept',
      },
      {
        expr: orZero(rate('otelcol_processor_tail_sampling_global_count_traces_sampled{sampled="false"}')),
        legend: 'dropped',
      },
      {
        expr: orZero(rate('otelcol_processor_tail_sampling_sampling_trace_dropped_too_early')),
        legend: 'dropped undecided: num_traces is too small',
      },
    ],
    colours: { kept: 'green', dropped: 'yellow', 'dropped undecided: num_traces is too small': 'red' },
  });

const spans = () =>
  timeSeries({
    title: 'Spans received and stored',
    description: 'The gap is what sampling saves. A backlog shows as a gap too, until it is made good.',
    unit: 'cps',
    queries: [
      { expr: rate(ACCEPTED_SPANS), legend: 'received' },
      { expr: rate(STORED_SPANS), legend: 'stored' },
    ],
  });
