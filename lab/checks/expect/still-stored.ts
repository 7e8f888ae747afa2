import type { Log, Span } from '../../desk/telemetry-types.ts';
import { assessTrace } from '../../desk/trace/assess-trace.ts';
import type { Expectation } from '../chapter.ts';
import type { DrivenCheckout } from '../evidence.ts';
import type { Diagnosis, Finding } from '../finding.ts';
import { matches, quote, type SpanIs } from '../span-is.ts';
import { type StoredCheckout, storedCheckouts } from '../stored-checkouts.ts';

/** What must have been stored of each checkout, whatever was taken out of it. */
export type StillStored = {
  /** Attributes that say nothing about anybody, of these spans. */
  attributes: { of: SpanIs; keys: readonly string[] };
  /** Services each of which has sent log lines with this attribute (its name as Loki writes it, with `_` for every dot). */
  lines: { of: readonly string[]; attribute: string };
  look: string;
};

const WITHIN_MS = 12_000;

/** The whole trace of each checkout is in Tempo, and its log lines are in Loki: what was scrubbed has not gone as a whole. */
export function stillStored(wish: StillStored): Expectation {
  return {
    text: 'the spans and log lines themselves are still there, with all that is nobody’s',
    withinMs: WITHIN_MS,
    judge: async (evidence) => {
      for (const stored of await storedCheckouts(evidence)) {
        const finding = judgeSpans(stored, wish) ?? judgeLines(stored, wish);
        if (finding) return finding;
      }
      return undefined;
    },
  };
}

function judgeSpans({ checkout, spans }: StoredCheckout, wish: StillStored): Finding | undefined {
  const { of, keys } = wish.attributes;
  const span = spans.find(matches(of));
  const missing = span && keys.filter((key) => !(key in span.attributes));
  // Without its attributes the trace would look broken as well: the narrower cause comes first.
  if (missing && missing.length > 0)
    return findingOf('attribute-missing', checkout, wish, {
      expected: `${quote(of)} is stored with ${keys.join(', ')}: none of them is about a person.`,
      found: `It has lost ${missing.join(', ')}. What it has: ${keysOf(span)}.`,
    });
  if (assessTrace(spans).complete) return undefined;
  const produced = assessTrace(checkout.spans).complete ? 'the desk has it whole' : 'the desk lacks the same';
  return findingOf('span-missing', checkout, wish, {
    expected: 'The whole trace of the checkout is in Tempo.',
    found: `${assessTrace(spans).problems[0]?.message} (Tempo has ${spans.length} spans; ${produced}.)`,
  });
}

function judgeLines({ checkout, logs }: StoredCheckout, wish: StillStored): Finding | undefined {
  const { of, attribute } = wish.lines;
  const has = (service: string) => (log: Log) => log.service === service && attribute in log.attributes;
  const silent = of.filter((service) => !logs.some(has(service)));
  if (silent.length === 0) return undefined;
  return findingOf('log-missing', checkout, wish, {
    expected: `Loki has log lines with ${attribute} of ${of.join(' and ')}, in the trace of the checkout.`,
    found: `It has none of ${silent.join(' and ')}; ${logs.length} other lines of that trace are there.`,
  });
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
