import { defineChapter } from '../../lab/checks/define-chapter.ts';
import { exemplarLeadsToTrace } from '../../lab/checks/expect/exemplar-leads-to-trace.ts';
import { exemplarLinkFits } from '../../lab/checks/expect/exemplar-link-fits.ts';

const durations = {
  metric: 'traces_span_metrics_duration_seconds_bucket',
  of: { service: 'payments-worker', name: 'charge card' },
};

export const chapter = defineChapter({
  title: 'Exemplars',
  minutes: 20,
  needs: 'full',
  // Above $500 the bank reviews for 1 to 2.9 s. Several, because only some of what is counted becomes an exemplar.
  drive: Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`review ${index + 1}`, { totalUsd: 501 }]),
  ),
  untouched: 'exemplar-missing',
  expect: [
    exemplarLeadsToTrace({ ...durations, slowerThanMs: 1_000, look: 'deploy/collector/span-metrics.yaml' }),
    exemplarLinkFits('deploy/grafana/provisioning/datasources/datasources.yaml', durations),
  ],
  hints: [
    'Two files, two gaps. The first is about whether exemplars are made at all: ask Prometheus for one, as the page shows, before you look at Grafana.',
    'The span_metrics connector has a block of its own for exemplars, beside histogram and dimensions; it is off until you enable it. Grafana takes the trace id from a label: the answer of Prometheus shows what it is called.',
    'span-metrics.yaml, under span_metrics: exemplars: { enabled: true, max_per_data_point: 5 }. datasources.yaml: exemplarTraceIdDestinations with name: trace_id and datasourceUid: tempo.',
  ],
});
