import { cutText, MAX_NAME_LENGTH } from '../otlp/cut-text.ts';
import type { Span } from '../telemetry-types.ts';
import type { Ghost, OutlineLine, Row, TraceDetail, TraceOutline } from '../trace-views.ts';

/** A small waterfall is looked at, not read: a checkout has 17 spans. */
const MAX_LINES = 40;

/** The first lines of a trace and all its ghosts, in display order, small enough to draw several traces beside each other. */
export function outlineTrace({
  traceId,
  complete,
  updatedMs,
  spans,
  rows,
  ghosts,
}: TraceDetail): TraceOutline {
  const main = spans[rows[0]?.spanIndex ?? -1];
  let [startMs, endMs] = [Number.POSITIVE_INFINITY, 0];
  for (const span of spans) {
    startMs = Math.min(startMs, span.startMs);
    endMs = Math.max(endMs, span.startMs + Math.max(0, span.durationMs));
  }
  return {
    traceId,
    service: short(main?.service ?? ''),
    name: short(main?.name ?? 'Logs without spans'),
    complete,
    updatedMs,
    startMs: spans.length === 0 ? 0 : startMs,
    endMs,
    spanCount: spans.length,
    lines: outlineLines(spans, rows, ghosts),
  };
}

function outlineLines(spans: readonly Span[], rows: readonly Row[], ghosts: readonly Ghost[]): OutlineLine[] {
  const lines: OutlineLine[] = [];
  for (let at = 0; at <= rows.length; at += 1) {
    for (const ghost of ghosts.filter(({ beforeRow }) => beforeRow === at))
      lines.push(ghostLine(ghost, spans[rows[ghost.parentRow]?.spanIndex ?? -1]));
    const row = at < MAX_LINES - ghosts.length ? rows[at] : undefined;
    const span = row && spans[row.spanIndex];
    if (row && span) lines.push(spanLine(row, span));
  }
  return lines;
}

function spanLine({ depth, orphan }: Row, span: Span): OutlineLine {
  const { startMs, durationMs, status } = span;
  const names = { service: short(span.service), name: short(span.name) };
  return { depth, ...names, startMs, durationMs, error: status === 'ERROR', orphan, ghost: null };
}

/** One that ran elsewhere is drawn at its own time; one that never came, where its parent ends. */
function ghostLine({ depth, service, name, instead }: Ghost, parent: Span | undefined): OutlineLine {
  const parentEndMs = (parent?.startMs ?? 0) + Math.max(0, parent?.durationMs ?? 0);
  const { startMs, durationMs } = instead ?? { startMs: parentEndMs, durationMs: 0 };
  return { depth, service, name, startMs, durationMs, error: false, orphan: false, ghost: { instead } };
}

function short(text: string): string {
  return cutText(text, MAX_NAME_LENGTH);
}
