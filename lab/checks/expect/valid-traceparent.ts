import { carriedTraceparent, parseTraceparent } from '../carried-header.ts';
import type { Expectation } from '../chapter.ts';
import type { DrivenCheckout, Evidence } from '../evidence.ts';
import { explainMissingSpan } from '../explain-missing-span.ts';
import type { Diagnosis, Finding } from '../finding.ts';
import { type About, chosen, matches, quote, type SpanIs, short } from '../span-is.ts';

/** The request or message that `receiver` handled carried exactly one valid `traceparent`, of the trace of the checkout. */
export function validTraceparent(receiver: SpanIs, about: About = {}): Expectation {
  return {
    text: `${quote(receiver)} was given one valid traceparent`,
    judge: (evidence) => {
      for (const checkout of chosen(evidence, about)) {
        const finding = judgeHeader(evidence, checkout, receiver, about);
        if (finding) return finding;
      }
      return undefined;
    },
  };
}

function judgeHeader(
  evidence: Evidence,
  checkout: DrivenCheckout,
  receiver: SpanIs,
  about: About,
): Finding | undefined {
  const { traceId } = checkout.caller;
  const span = [...checkout.spans, ...checkout.elsewhere].find(matches(receiver));
  if (!span) return explainMissingSpan(evidence, checkout, receiver, about);
  const carried = carriedTraceparent(checkout, span);
  const [diagnosis, found] = (carried && judgeValue(carried.value, traceId)) ?? [];
  if (!diagnosis) return undefined;
  const split =
    span.traceId === traceId
      ? ''
      : ` So ${quote(span)} is in trace ${short(span.traceId)}…, not in ${short(traceId)}….`;
  return {
    diagnosis,
    expected: `${quote(receiver)} is given one header traceparent: 00-${traceId}-<the span that calls>-01.`,
    found: found + split,
    look: about.look ?? `npx lab trace ${span.traceId} --ids`,
    traceIds: [...new Set([traceId, span.traceId])],
  };
}

function judgeValue(value: unknown, traceId: string): [Diagnosis, string] | undefined {
  if (value === undefined) return ['header-absent', 'There was no such header.'];
  if (typeof value === 'string' && value.includes(','))
    return ['header-doubled', `There were two, and W3C says to ignore both: ${value}.`];
  const header = parseTraceparent(value);
  if (!header) return ['header-malformed', `It cannot be read, and W3C says to ignore it: ${String(value)}.`];
  if (header.traceId !== traceId)
    return ['header-of-another-trace', `It names trace ${short(header.traceId)}….`];
  return header.sampled
    ? undefined
    : ['sampled-out', `Its last digit says that nobody records the trace: ${value}.`];
}
