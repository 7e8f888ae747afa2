import type { Log, Span } from '../../desk/telemetry-types.ts';
import { assessTrace } from '../../desk/trace/assess-trace.ts';
import { askPrometheus } from '../../stores/ask-prometheus.ts';
import type { OpenStores } from '../../stores/open-stores.ts';
import type { Expectation } from '../chapter.ts';
import type { DrivenCheckout, Evidence } from '../evidence.ts';
import type { Diagnosis, Finding } from '../finding.ts';
import { quote, type SpanIs } from '../span-is.ts';
import { type StoredCheckout, storedCheckouts, storesOf } from '../stored-checkouts.ts';

/** What must have been stored of each checkout, whatever was taken out of it. */
export type StillStored = {
  /** Attributes that say nothing about anybody, of these spans. */
  attributes: { of: SpanIs; keys: readonly string[] };
  /** Services each of which has sent log lines with this attribute. */
  lines: { of: readonly string[]; attribute: string };
  look: string;
};

const WITHIN_MS = 12_000;
const COUNTED = 'traces_span_metrics_calls_total';
/** From the end of a span until it is counted: the services send every 200 ms. */
const FLUSH_MS = 1_500;

/** The whole trace of each checkout is stored, and its log lines are: what was scrubbed has not gone as a whole. */
export function stillStored(wish: StillStored): Expectation {
  return {
    text: 'the spans and log lines themselves are still there, with all that is nobody’s',
    withinMs: WITHIN_MS,
    judge: async (evidence) => {
      for (const stored of await storedCheckouts(evidence)) {
        const stores = storesOf(evidence);
        const finding = judgeSpans(stored, wish, stores) ?? judgeLines(stored, wish, stores);
        if (finding) return finding;
      }
      return judgeMetrics(evidence, wish);
    },
  };
}

function judgeSpans(
  { checkout, spans }: StoredCheckout,
  wish: StillStored,
  { traces }: OpenStores,
): Finding | undefined {
  const { of, keys } = wish.attributes;
  // By its name alone: the name of its service is an attribute as well.
  const span = spans.find(({ name }) => name === of.name);
  const missing = span && [
    ...keys.filter((key) => !(key in span.attributes)),
    ...(span.service === of.service ? [] : ['service.name']),
  ];
  // Without its attributes the trace would look broken as well: the narrower cause comes first.
  if (missing && missing.length > 0)
    return findingOf('attribute-missing', checkout, wish, {
      expected: `${quote(of)} is stored with ${keys.join(', ')}: none of them is about a person.`,
      found: `It has lost ${missing.join(', ')}. What it has: ${keysOf(span)}.`,
    });
  if (assessTrace(spans).complete) return undefined;
  const produced = assessTrace(checkout.spans).complete ? 'the desk has it whole' : 'the desk lacks the same';
  return findingOf('span-missing', checkout, wish, {
    expected: `The whole trace of the checkout is in ${traces.name}.`,
    found: `${assessTrace(spans).problems[0]?.message} (${traces.name} has ${spans.length} spans; ${produced}.)`,
  });
}

function judgeLines(
  { checkout, logs }: StoredCheckout,
  wish: StillStored,
  { logs: store }: OpenStores,
): Finding | undefined {
  const { of, attribute } = wish.lines;
  const stored = store.attributeName(attribute);
  const has = (service: string) => (log: Log) => log.service === service && stored in log.attributes;
  const silent = of.filter((service) => !logs.some(has(service)));
  // Before all have come, that nothing is found in them proves nothing.
  const late = checkout.logs.length - logs.length;
  if (silent.length === 0 && late <= 0) return undefined;
  if (silent.length === 0)
    return findingOf('log-missing', checkout, wish, {
      expected: `${store.name} has every log line of the checkout.`,
      found: `It lacks ${late} of ${checkout.logs.length} that the desk has.`,
    });
  return findingOf('log-missing', checkout, wish, {
    expected: `${store.name} has log lines with ${attribute} of ${of.join(' and ')}, in the trace of the checkout.`,
    found: `It has none of ${silent.join(' and ')}; ${logs.length} other lines of that trace are there.`,
  });
}

// A flush after the last span has counted it too: only then says Prometheus all that it will say of these checkouts.
async function judgeMetrics(evidence: Evidence, wish: StillStored): Promise<Finding | undefined> {
  const { prometheus } = storesOf(evidence);
  const [newest] = await askPrometheus(prometheus).query(`max(timestamp(${COUNTED}))`);
  const ends = evidence.checkouts.flatMap(({ spans }) => spans.map((span) => span.startMs + span.durationMs));
  const lastMs = Math.max(...ends);
  if (newest && newest.value * 1_000 > lastMs + FLUSH_MS) return undefined;
  const ago =
    newest &&
    `the newest count is ${((lastMs - newest.value * 1_000) / 1_000).toFixed(1)} s older than its last span`;
  return {
    diagnosis: 'metric-missing',
    expected: 'Prometheus has counted the spans of the checkout.',
    found: ago ? `Not yet: ${ago}.` : `It has no ${COUNTED}.`,
    look: wish.look,
    traceIds: [],
  };
}

function findingOf(
  diagnosis: Diagnosis,
  { caller }: DrivenCheckout,
  { look }: StillStored,
  said: Pick<Finding, 'expected' | 'found'>,
): Finding {
  return { diagnosis, ...said, look, traceIds: [caller.traceId] };
}

function keysOf({ attributes }: Span): string {
  return Object.keys(attributes).sort().join(', ') || 'nothing';
}
