import type { Span } from '../telemetry-types.ts';
import type { Problem } from '../trace-views.ts';
import type { Forest } from './build-forest.ts';

/** Clocks of one machine agree within this; a child may seem to start this much before its parent. */
const TOLERANCE_MS = 1;

/** One problem for each pair of services where a child starts before its parent by more than 1 ms. */
export function findClockSkew(spans: readonly Span[], forest: Forest): Problem[] {
  const pairs = new Map<string, { early: Span[]; parent: Span; worstMs: number }>();
  spans.forEach((child, index) => {
    const parent = spans[forest.parents[index] ?? -1];
    if (parent === undefined || parent.service === child.service) return;
    const skewMs = parent.startMs - child.startMs;
    if (skewMs <= TOLERANCE_MS) return;
    const key = `${parent.service}\n${child.service}`;
    const pair = pairs.get(key) ?? { early: [], parent, worstMs: 0 };
    pair.early.push(child);
    pair.worstMs = Math.max(pair.worstMs, skewMs);
    pairs.set(key, pair);
  });
  return [...pairs.values()].map(({ early, parent, worstMs }) => ({
    kind: 'clock-skew' as const,
    message: `“${early[0]?.name}” (${early[0]?.service}) starts up to ${worstMs.toFixed(1)} ms before its parent in ${parent.service}: the two clocks disagree. Trust the nesting, not the position of the bars.`,
    spanIds: early.map((span) => span.spanId),
  }));
}
