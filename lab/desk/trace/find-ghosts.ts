import type { Span } from '../telemetry-types.ts';
import type { Ghost, Row, SpanPlace } from '../trace-views.ts';
import { CHECKOUT_EDGES, type CheckoutEdge, fitsPattern, type SpanPattern } from './checkout-expectations.ts';

/** Finds where a span of the same order is, when it is not where it should be. */
export type FindInstead = (pattern: SpanPattern) => SpanPlace | null;

/**
 * The spans of a checkout that should hang below a span of this trace and do not, each with its place among the rows
 * (in display order, as traceRows makes them). What would hang below a missing span is not listed again.
 */
export function findGhosts(spans: readonly Span[], rows: readonly Row[], findInstead: FindInstead): Ghost[] {
  return CHECKOUT_EDGES.flatMap((edge) => {
    const parentRow = unmetRow(edge, spans, rows);
    if (parentRow === undefined) return [];
    const place = { parentRow, beforeRow: rowAfter(edge, parentRow, spans, rows) };
    const depth = (rows[parentRow]?.depth ?? 0) + 1;
    return [{ ...edge.to, ...place, depth, instead: findInstead(edge.to) }];
  });
}

/** The row of the first span that begins the edge, when none of them has its end below; undefined when all is well. */
function unmetRow(edge: CheckoutEdge, spans: readonly Span[], rows: readonly Row[]): number | undefined {
  let first: number | undefined;
  let insideDepth = Number.POSITIVE_INFINITY;
  for (const [at, { spanIndex, depth }] of rows.entries()) {
    const span = spans[spanIndex];
    if (span === undefined) continue;
    if (depth <= insideDepth) insideDepth = Number.POSITIVE_INFINITY;
    if (depth > insideDepth && fitsPattern(span, edge.to)) return undefined;
    if (insideDepth === Number.POSITIVE_INFINITY && fitsPattern(span, edge.from) && wentThrough(span)) {
      first ??= at;
      insideDepth = depth;
    }
  }
  return first;
}

/** What failed, was turned down or only repeated (200 instead of 201) need not go on. */
function wentThrough({ kind, status, attributes }: Span): boolean {
  if (status === 'ERROR') return false;
  const code = attributes['http.response.status_code'];
  if (kind === 'SERVER') return code === 201;
  return kind !== 'CLIENT' || code !== undefined;
}

/** Before the first child that comes later in the tree of a checkout, else behind all that is below the parent. */
function rowAfter(
  edge: CheckoutEdge,
  parentRow: number,
  spans: readonly Span[],
  rows: readonly Row[],
): number {
  const parentDepth = rows[parentRow]?.depth ?? 0;
  const later = CHECKOUT_EDGES.slice(CHECKOUT_EDGES.indexOf(edge) + 1).filter(
    ({ from }) => from === edge.from,
  );
  for (let at = parentRow + 1; at < rows.length; at += 1) {
    const row = rows[at];
    const span = row && spans[row.spanIndex];
    if (row === undefined || row.depth <= parentDepth) return at;
    if (row.depth === parentDepth + 1 && span && later.some(({ to }) => fitsPattern(span, to))) return at;
  }
  return rows.length;
}
