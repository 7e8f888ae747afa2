import type { Expectation } from '../chapter.ts';
import type { DrivenCheckout, Evidence } from '../evidence.ts';
import { type Ends, explainLostEdge } from '../explain-lost-edge.ts';
import { explainMissingSpan } from '../explain-missing-span.ts';
import type { Finding } from '../finding.ts';
import { type About, chosen, matches, quote, type SpanIs } from '../span-is.ts';

/** `to` is a child of `from` in the trace of each checkout. `ends`: the files that write and read the context between them. */
export function edge(from: SpanIs, to: SpanIs, about: Omit<About, 'look'> & Ends = {}): Expectation {
  return {
    text: `${quote(to)} is a child of ${quote(from)}`,
    judge: (evidence) => {
      for (const checkout of chosen(evidence, about)) {
        const finding = judgeEdge(evidence, checkout, from, to, about);
        if (finding) return finding;
      }
      return undefined;
    },
  };
}

function judgeEdge(
  evidence: Evidence,
  checkout: DrivenCheckout,
  from: SpanIs,
  to: SpanIs,
  ends: Ends,
): Finding | undefined {
  const parents = checkout.spans.filter(matches(from));
  const children = checkout.spans.filter(matches(to));
  if (children.some((child) => parents.some(({ spanId }) => spanId === child.parentSpanId))) return undefined;
  const parent = parents[0] ?? checkout.elsewhere.find(matches(from));
  if (!parent) return explainMissingSpan(evidence, checkout, from, lookAt(ends.sender));
  const child = children[0] ?? checkout.elsewhere.find(matches(to));
  if (!child) return explainMissingSpan(evidence, checkout, to, lookAt(ends.receiver));
  // The two are joined, but both in another trace: what is lost is before them.
  if (child.parentSpanId === parent.spanId)
    return explainMissingSpan(evidence, checkout, from, lookAt(ends.sender));
  return explainLostEdge({ evidence, checkout, parent, child }, ends);
}

function lookAt(look: string | undefined): { look?: string } {
  return look === undefined ? {} : { look };
}
