import type { Span } from '../../desk/telemetry-types.ts';
import type { Expectation } from '../chapter.ts';
import { type About, chosen } from '../span-is.ts';

/** A checkout has at most `most` such spans in its trace. `what`: what they are, e.g. “database statements of orders”. */
export function atMostSpans(
  most: number,
  what: string,
  isOne: (span: Span) => boolean,
  about: About = {},
): Expectation {
  return {
    text: `at most ${most} ${what}`,
    judge: (evidence) => {
      for (const checkout of chosen(evidence, about)) {
        const found = checkout.spans.filter(isOne);
        if (found.length <= most) continue;
        return {
          diagnosis: 'too-many-spans',
          expected: `The checkout “${checkout.name}” has at most ${most} ${what}.`,
          found: `It has ${found.length}: ${tally(found)}.`,
          look: about.look ?? `npx lab trace ${checkout.caller.traceId}`,
          traceIds: [checkout.caller.traceId],
        };
      }
      return undefined;
    },
  };
}

/** Each name once, with how often it occurs, the most frequent one first. */
function tally(spans: readonly Span[]): string {
  const counts = Map.groupBy(spans, ({ name }) => name);
  return [...counts]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([name, same]) => (same.length === 1 ? name : `${same.length} × ${name}${together(same)}`))
    .join(', ');
}

/** Whoever only made them run in parallel shall see that their number is what counts. */
function together(spans: readonly Span[]): string {
  const lastStart = Math.max(...spans.map(({ startMs }) => startMs));
  const firstEnd = Math.min(...spans.map(({ startMs, durationMs }) => startMs + durationMs));
  return lastStart < firstEnd ? ' (at the same time)' : '';
}
