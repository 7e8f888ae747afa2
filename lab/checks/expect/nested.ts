import type { Span } from '../../desk/telemetry-types.ts';
import type { Expectation } from '../chapter.ts';
import type { DrivenCheckout, Evidence } from '../evidence.ts';
import { explainMissingSpan } from '../explain-missing-span.ts';
import type { Diagnosis, Finding } from '../finding.ts';
import { type About, chosen, matches, quote, type SpanIs } from '../span-is.ts';

/** Within one process a span starts at a whole millisecond, wherever in it the work began. */
const TOLERANCE_MS = 5;

/** In one process, `inner` runs inside `outer`: each such span is its child, and ends before it does. */
export function nested(outer: SpanIs, inner: SpanIs, about: About = {}): Expectation {
  return {
    text: `${quote(inner)} runs inside ${quote(outer)}`,
    judge: (evidence) => {
      for (const checkout of chosen(evidence, about)) {
        const finding = judgeNesting(evidence, checkout, outer, inner, about);
        if (finding) return finding;
      }
      return undefined;
    },
  };
}

function judgeNesting(
  evidence: Evidence,
  checkout: DrivenCheckout,
  outer: SpanIs,
  inner: SpanIs,
  about: About,
): Finding | undefined {
  const { spans, name, caller } = checkout;
  const cause =
    explainMissing(evidence, checkout, [outer, inner], about) ?? explainLoose(spans, outer, inner);
  if (!cause || 'diagnosis' in cause) return cause;
  const [diagnosis, found] = cause;
  return {
    diagnosis,
    expected: `${quote(inner)} is a child of ${quote(outer)} and ends before it.`,
    found: `${found} (checkout “${name}”).`,
    look: about.look ?? `npx lab trace ${caller.traceId}`,
    traceIds: [caller.traceId],
    // It hangs where it should when its parent only ended too soon.
    ...(diagnosis === 'span-ended-early' ? {} : { missingEdge: { from: outer, to: inner } }),
  };
}

type Cause = [Diagnosis, found: string];

function explainMissing(
  evidence: Evidence,
  checkout: DrivenCheckout,
  wanted: SpanIs[],
  about: About,
): Finding | Cause | undefined {
  const missing = wanted.find((one) => !checkout.spans.some(matches(one)));
  if (!missing) return undefined;
  const orphan = checkout.spans.find((span) => span.service === missing.service && isOrphan(checkout, span));
  return orphan
    ? ['span-not-ended', neverArrived(orphan)]
    : explainMissingSpan(evidence, checkout, missing, about);
}

function explainLoose(spans: readonly Span[], outer: SpanIs, inner: SpanIs): Cause | undefined {
  for (const child of spans.filter(matches(inner))) {
    if (child.parentSpanId === null) return ['no-parent', 'It has no parent'];
    const parent = spans.find(({ spanId }) => spanId === child.parentSpanId);
    if (!parent) return ['span-not-ended', neverArrived(child)];
    if (!matches(outer)(parent)) return ['wrong-parent', `Its parent is ${quote(parent)}`];
    const lateMs = endOf(child) - endOf(parent);
    if (lateMs > TOLERANCE_MS) return ['span-ended-early', endedEarly(parent, child, lateMs)];
  }
  return undefined;
}

/** A span of this process whose parent, in the same process, is not there. */
function isOrphan({ spans }: DrivenCheckout, { kind, parentSpanId }: Span): boolean {
  if (kind === 'SERVER' || kind === 'CONSUMER' || parentSpanId === null) return false;
  return !spans.some(({ spanId }) => spanId === parentSpanId);
}

function neverArrived(orphan: Span): string {
  return `The parent of ${quote(orphan)}, ${orphan.parentSpanId}, never arrived: a span is sent when it ends, and not before`;
}

function endedEarly(parent: Span, child: Span, lateMs: number): string {
  return `${quote(parent)} ended after ${parent.durationMs.toFixed(1)} ms, ${lateMs.toFixed(0)} ms before ${quote(child)} did`;
}

function endOf({ startMs, durationMs }: Span): number {
  return startMs + durationMs;
}
