import type { Span } from '../telemetry-types.ts';
import type { Forest } from './build-forest.ts';

/** OpenTelemetry for JavaScript begins a span at a whole millisecond: two that follow each other may seem to overlap so far. */
const OVERLAP_MS = 1;

/**
 * The positions of the spans that decided when the trace ended: from the main root's last moment backwards, always into
 * the child that ended last before that point. Nobody waits for a consumer: it counts only where the trace ends with it.
 */
export function criticalPath(spans: readonly Span[], forest: Forest): Set<number> {
  const path = new Set<number>();
  const main = forest.tops.find((top) => top.kind === 'root' || top.kind === 'edge') ?? forest.tops[0];
  if (main === undefined) return path;
  const isAwaited = (index: number) => spans[index]?.kind !== 'CONSUMER';
  const ends = subtreeEnds(spans, forest, () => true);
  const awaitedEnds = subtreeEnds(spans, forest, isAwaited);
  const stack: Step[] = [{ index: main.index, endsTrace: true }];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { index, endsTrace } = step;
    path.add(index);
    let until = (endsTrace ? ends : awaitedEnds)[index] ?? 0;
    const children = (forest.children[index] ?? []).map((child) => {
      const isLast = endsTrace && ends[child] === until;
      return { index: child, endsTrace: isLast, endMs: (isLast ? ends : awaitedEnds)[child] ?? 0 };
    });
    for (const child of children.sort((a, b) => b.endMs - a.endMs)) {
      const start = spans[child.index]?.startMs ?? 0;
      if (!child.endsTrace && !isAwaited(child.index)) continue;
      if (child.endMs >= until + OVERLAP_MS || start > until) continue;
      stack.push(child);
      until = start;
    }
  }
  return path;
}

/** A span on the path; `endsTrace`: the trace ends with it, or with what it has caused. */
type Step = { index: number; endsTrace: boolean };

/** For each span the latest end among itself and all below it, but for what is below a span that does not count. */
function subtreeEnds(spans: readonly Span[], forest: Forest, counts: (index: number) => boolean): number[] {
  const ends = spans.map((span) => span.startMs + Math.max(0, span.durationMs));
  const parentsFirst = forest.tops.map((top) => top.index);
  for (let at = 0; at < parentsFirst.length; at += 1)
    parentsFirst.push(...(forest.children[parentsFirst[at] ?? -1] ?? []));
  for (const index of parentsFirst.reverse()) {
    const parent = forest.parents[index] ?? -1;
    if (parent !== -1 && counts(index)) ends[parent] = Math.max(ends[parent] ?? 0, ends[index] ?? 0);
  }
  return ends;
}
