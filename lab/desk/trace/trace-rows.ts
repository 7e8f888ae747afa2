import type { Span } from '../telemetry-types.ts';
import type { Row } from '../trace-views.ts';
import { buildForest, type Forest } from './build-forest.ts';
import { criticalPath } from './critical-path.ts';

/** The waterfall's lines: every span once, depth-first, children by start, with depth, orphan mark and critical path. */
export function traceRows(spans: readonly Span[], forest: Forest = buildForest(spans)): Row[] {
  const critical = criticalPath(spans, forest);
  const orphans = new Set(
    forest.tops.filter((top) => top.kind === 'orphan' || top.kind === 'cycle').map((top) => top.index),
  );
  const rows: Row[] = [];
  const stack = forest.tops.map((top) => ({ index: top.index, depth: 0 })).reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { index, depth } = next;
    const span = spans[index];
    if (span === undefined) continue;
    rows.push({
      spanId: span.spanId,
      spanIndex: index,
      depth,
      orphan: orphans.has(index),
      critical: critical.has(index),
    });
    for (const child of [...(forest.children[index] ?? [])].reverse())
      stack.push({ index: child, depth: depth + 1 });
  }
  return rows;
}
