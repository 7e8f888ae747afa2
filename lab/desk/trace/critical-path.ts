import type { Span } from '../telemetry-types.ts';
import type { Forest } from './build-forest.ts';

/** OpenTelemetry for JavaScript begins a span at a whole millisecond: two that follow each other may seem to overlap so far. */
const OVERLAP_MS = 1;

/**
 * The positions of the spans that decided when the trace ended: from the main root's last moment backwards, always into
 * the child that ended last before that point. A child that outlives its parent (a message) counts to its own end.
 */
export function criticalPath(spans: readonly Span[], forest: Forest): Set<number> {
  const path = new Set<number>();
  const main = forest.tops.find((top) => top.kind === 'root' || top.kind === 'edge') ?? forest.tops[0];
  if (main === undefined) return path;
  const ends = subtreeEnds(spans, forest);
  const stack = [main.index];
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    path.add(index);
    let until = ends[index] ?? 0;
    const lastFirst = [...(forest.children[index] ?? [])].sort((a, b) => (ends[b] ?? 0) - (ends[a] ?? 0));
    for (const child of lastFirst) {
      const start = spans[child]?.startMs ?? 0;
      if ((ends[child] ?? 0) >= until + OVERLAP_MS || start > until) continue;
      stack.push(child);
      until = start;
    }
  }
  return path;
}

/** For each span the latest end among itself and all below it. */
function subtreeEnds(spans: readonly Span[], forest: Forest): number[] {
  const ends = spans.map((span) => span.startMs + Math.max(0, span.durationMs));
  const parentsFirst = forest.tops.map((top) => top.index);
  for (let at = 0; at < parentsFirst.length; at += 1)
    parentsFirst.push(...(forest.children[parentsFirst[at] ?? -1] ?? []));
  for (const index of parentsFirst.reverse()) {
    const parent = forest.parents[index] ?? -1;
    if (parent !== -1) ends[parent] = Math.max(ends[parent] ?? 0, ends[index] ?? 0);
  }
  return ends;
}
