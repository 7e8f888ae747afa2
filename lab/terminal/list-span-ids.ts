import type { TraceDetail } from '../desk/trace-views.ts';
import { alignColumns } from './align-columns.ts';
import { printable } from './printable.ts';

/** Lists the spans of a trace as a tree, each with its id, its parent's id and its kind. */
export function listSpanIds(trace: TraceDetail): string {
  const rows = trace.rows.flatMap(({ spanIndex, depth }) => {
    const span = trace.spans[spanIndex];
    if (!span) return [];
    const name = `${'  '.repeat(depth)}${printable(span.name)}`;
    return [[span.service, name, span.kind, span.spanId, span.parentSpanId ?? 'none']];
  });
  return alignColumns([['service', 'span', 'kind', 'span id', 'parent id'], ...rows]);
}
