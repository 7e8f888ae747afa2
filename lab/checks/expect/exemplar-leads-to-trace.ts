import type { Span } from '../../desk/telemetry-types.ts';
import { askPrometheus, type Exemplar } from '../../stores/ask-prometheus.ts';
import { readSpans } from '../../stores/trace-store.ts';
import type { Expectation } from '../chapter.ts';
import type { Evidence } from '../evidence.ts';
import type { Diagnosis, Finding } from '../finding.ts';
import { quote, type SpanIs } from '../span-is.ts';
import { storesOf } from '../stored-checkouts.ts';

/** Whose exemplars are looked for, and how long a span took that is a slow one, in milliseconds. */
export type SlowSpan = { metric: string; of: SpanIs; slowerThanMs: number; look: string };

const WITHIN_MS = 15_000;
const ROUNDING_S = 0.001;
const LOOK_UP = 5;

/** Prometheus has an exemplar of a slow span, which names a trace that is stored, and in it is the very span that took so long. */
export function exemplarLeadsToTrace(slow: SlowSpan): Expectation {
  return {
    text: `an exemplar of ${quote(slow.of)} leads to the trace of a slow one`,
    withinMs: WITHIN_MS,
    judge: async (evidence) => {
      const exemplars = await exemplarsSince(evidence, slow);
      const slowOnes = exemplars.filter(({ value }) => value * 1_000 > slow.slowerThanMs);
      if (slowOnes.length === 0) return explainMissing(evidence, slow, exemplars);
      const { traces } = storesOf(evidence);
      for (const exemplar of slowOnes.slice(-LOOK_UP))
        if (isMeasured(await readSpans(traces, traceIdOf(exemplar)), exemplar)) return undefined;
      const traceIds = slowOnes.slice(-LOOK_UP).map(traceIdOf);
      return findingOf(slow, 'not-stored', traceIds, {
        found: `Prometheus names trace ${traceIds[0]}, and ${traces.name} does not have the span that it is about.`,
      });
    },
  };
}

/** The exemplars of a span's durations that came since the check began, oldest first. Throws LabError like the store. */
export async function exemplarsSince(
  evidence: Evidence,
  { metric, of }: Pick<SlowSpan, 'metric' | 'of'>,
): Promise<Exemplar[]> {
  const { prometheus } = storesOf(evidence);
  const query = `${metric}{service_name="${of.service}", span_name="${of.name}"}`;
  const exemplars = await askPrometheus(prometheus).exemplars(query, evidence.sinceMs);
  return exemplars.sort((a, b) => a.timeMs - b.timeMs);
}

async function explainMissing(evidence: Evidence, slow: SlowSpan, quick: Exemplar[]): Promise<Finding> {
  const { metric, of, slowerThanMs } = slow;
  const { prometheus } = storesOf(evidence);
  const series = `${metric}{service_name="${of.service}", span_name="${of.name}"}`;
  const [count] = await askPrometheus(prometheus).query(
    `count(timestamp(${series}) > ${evidence.sinceMs / 1_000})`,
  );
  if (!count)
    return findingOf(slow, 'metric-missing', [], {
      found: `Nothing has been counted since the check began: there is no new ${series}.`,
    });
  const found =
    quick.length > 0
      ? `${quick.length} exemplars have come since the check began, none of them above ${slowerThanMs / 1_000} s.`
      : `Prometheus counts its durations in ${count.value} series, and none of them has an exemplar since the check began.`;
  return findingOf(
    slow,
    'exemplar-missing',
    evidence.checkouts.map(({ caller }) => caller.traceId),
    { found },
  );
}

function findingOf(
  { of, slowerThanMs, look }: SlowSpan,
  diagnosis: Diagnosis,
  traceIds: string[],
  { found }: { found: string },
): Finding {
  const expected = `A bucket of ${quote(of)} above ${slowerThanMs / 1_000} s has an exemplar, whose trace is stored.`;
  return { diagnosis, expected, found, look, traceIds: traceIds.slice(0, 3) };
}

function isMeasured(spans: readonly Span[], { labels, value }: Exemplar): boolean {
  const span = spans.find(({ spanId }) => spanId === labels.span_id);
  return span !== undefined && Math.abs(span.durationMs / 1_000 - value) < ROUNDING_S;
}

function traceIdOf({ labels }: Exemplar): string {
  return labels.trace_id ?? '';
}
