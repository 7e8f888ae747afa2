import type { Span } from '../telemetry-types.ts';

/** What the desk takes for the edge of the system: callers outside of it may bring their own trace. */
const EDGE_SERVICE = 'storefront';

/**
 * Why a span stands at the top: no parent (root), the parent is a caller outside the lab (edge), the parent is not in
 * the trace (orphan), or its parents form a circle, which is cut at this span (cycle).
 */
type TopKind = 'root' | 'edge' | 'orphan' | 'cycle';

/** A trace as trees over the positions of its spans; tops and children are sorted by start. */
export interface Forest {
  tops: { index: number; kind: TopKind }[];
  children: number[][];
  /** Position of the parent span, or -1 at the top. */
  parents: number[];
  /** Positions of spans whose id another span had before. */
  duplicates: number[];
}

/** Builds the trees of a trace from whatever arrived, without recursion: safe for cycles, duplicates and any depth. */
export function buildForest(spans: readonly Span[]): Forest {
  const { byId, duplicates } = indexById(spans);
  const order = spans.map((_, index) => index).sort((a, b) => startOf(spans, a) - startOf(spans, b));
  const parents = spans.map((span) =>
    span.parentSpanId === null ? -1 : (byId.get(span.parentSpanId) ?? -1),
  );
  const cycleTops = cutCycles(parents, order);
  const children: number[][] = spans.map(() => []);
  const tops: Forest['tops'] = [];
  for (const index of order) {
    const parent = parents[index] ?? -1;
    if (parent !== -1) children[parent]?.push(index);
    else tops.push({ index, kind: cycleTops.has(index) ? 'cycle' : topKind(spans[index]) });
  }
  return { tops, children, parents, duplicates };
}

function startOf(spans: readonly Span[], index: number): number {
  return spans[index]?.startMs ?? 0;
}

function indexById(spans: readonly Span[]): { byId: Map<string, number>; duplicates: number[] } {
  const byId = new Map<string, number>();
  const duplicates: number[] = [];
  spans.forEach((span, index) => {
    if (byId.has(span.spanId)) duplicates.push(index);
    else byId.set(span.spanId, index);
  });
  return { byId, duplicates };
}

function topKind(span: Span | undefined): TopKind {
  if (span === undefined || span.parentSpanId === null) return 'root';
  return span.service === EDGE_SERVICE && span.kind === 'SERVER' ? 'edge' : 'orphan';
}

/** Makes every cycle a tree by cutting it above its earliest span; returns those spans. */
function cutCycles(parents: number[], order: readonly number[]): Set<number> {
  const tops = new Set<number>();
  const walkOf = new Map<number, number>();
  const ranks = new Map(order.map((index, rank) => [index, rank]));
  for (const [walk, start] of order.entries()) {
    let index = start;
    while (index !== -1 && !walkOf.has(index)) {
      walkOf.set(index, walk);
      index = parents[index] ?? -1;
    }
    // Met on this very walk: the walk went round in a circle that contains this span.
    if (index !== -1 && walkOf.get(index) === walk) {
      const top = earliestInCycle(index, parents, ranks);
      parents[top] = -1;
      tops.add(top);
    }
  }
  return tops;
}

function earliestInCycle(
  member: number,
  parents: readonly number[],
  ranks: ReadonlyMap<number, number>,
): number {
  const rankOf = (index: number) => ranks.get(index) ?? 0;
  let earliest = member;
  for (let index = parents[member] ?? -1; index !== member; index = parents[index] ?? -1)
    if (rankOf(index) < rankOf(earliest)) earliest = index;
  return earliest;
}
