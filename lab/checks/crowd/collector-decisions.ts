import { askCollector, sumOf } from '../../stores/ask-collector.ts';

/** What the Collector's tail sampling has done since it started, in traces, whoever's; all 0 where none is configured. */
export type CollectorDecisions = {
  /** Traces that it has begun to hold back. */
  begun: number;
  /** Traces that wait for their decision now. */
  held: number;
  /** Traces that had to make room for others before they were decided. */
  droppedEarly: number;
  /** Spans that came after the decision about their trace. */
  lateSpans: number;
  /** By policy: how many traces it has kept. */
  kept: Record<string, number>;
  /** Spans that wait to be stored now. */
  queued: number;
};

const PREFIX = 'processor_tail_sampling_';

/** Asks the Collectors at `urls` (their metrics). Throws LabError when one does not answer. */
export async function readDecisions(urls: readonly string[]): Promise<CollectorDecisions> {
  const samples = await askCollector(urls);
  const sum = (name: string, labels = {}) => sumOf(samples, new RegExp(`^${PREFIX}${name}$`), labels);
  const begun = sum('new_trace_id_received');
  const droppedEarly = sum('sampling_trace_dropped_too_early');
  const policies = samples
    .filter(({ name }) => name === `${PREFIX}sampling_policy_execution_count`)
    .map(({ labels }) => labels.policy ?? '');
  const keptBy = (policy: string) => sum('count_traces_sampled', { policy, sampled: 'true' });
  return {
    begun,
    held: begun - sum('global_count_traces_sampled') - droppedEarly,
    droppedEarly,
    lateSpans: sum('sampling_late_span_age_count') + sum('early_releases_from_cache_decision'),
    kept: Object.fromEntries(policies.map((policy) => [policy, keptBy(policy)])),
    queued: sumOf(samples, /^exporter_queue_size$/, { exporter: 'otlp_grpc/traces' }),
  };
}

/** What was decided between two looks; `held` and `queued` as they are now. */
export function sinceThen(before: CollectorDecisions, now: CollectorDecisions): CollectorDecisions {
  return {
    ...now,
    begun: now.begun - before.begun,
    droppedEarly: now.droppedEarly - before.droppedEarly,
    lateSpans: now.lateSpans - before.lateSpans,
    kept: Object.fromEntries(
      Object.entries(now.kept).map(([policy, count]) => [policy, count - (before.kept[policy] ?? 0)]),
    ),
  };
}
