import type { Expectation } from '../chapter.ts';
import type { DrivenCheckout } from '../evidence.ts';
import type { Diagnosis, Finding } from '../finding.ts';
import { type About, chosen, matches, quote, type SpanIs } from '../span-is.ts';

/** In each checkout an `outer` span has failed because of what was thrown in `inner`; and `inner` has ended all the same. */
export function endsWhenThrown(outer: SpanIs, inner: SpanIs, about: About = {}): Expectation {
  return {
    text: `${quote(inner)} ends also when its work throws, and lets the error through`,
    judge: (evidence) => {
      for (const checkout of chosen(evidence, about)) {
        const finding = judgeThrown(checkout, outer, inner, about);
        if (finding) return finding;
      }
      return undefined;
    },
  };
}

function judgeThrown(
  { spans, name, caller }: DrivenCheckout,
  outer: SpanIs,
  inner: SpanIs,
  about: About,
): Finding | undefined {
  const finding = (diagnosis: Diagnosis, expected: string, found: string): Finding => ({
    diagnosis,
    expected,
    found: `${found} (checkout “${name}”).`,
    look: about.look ?? `npx lab trace ${caller.traceId}`,
    traceIds: [caller.traceId],
  });
  const handled = spans.filter(matches(outer));
  if (handled.length < 2)
    return finding(
      'not-settled',
      'The message about another amount is handled, like the order’s own.',
      `There is ${handled.length === 0 ? 'no' : 'one'} ${quote(outer)}: it waits, or its work does not come to an end`,
    );
  const failed = handled.filter(({ status }) => status === 'ERROR');
  if (failed.length === 0)
    return finding(
      'status-wrong',
      `${quote(outer)} fails when the message is about another amount than the order.`,
      `No ${quote(outer)} has the status ERROR: what the work throws must be thrown on`,
    );
  const ended = spans.filter(matches(inner)).map(({ parentSpanId }) => parentSpanId);
  if (failed.every(({ spanId }) => ended.includes(spanId))) return undefined;
  return finding(
    'span-not-ended',
    `${quote(inner)} ends, also when its work throws.`,
    `It threw, and its span never arrived: a span is sent when it ends, and not before`,
  );
}
