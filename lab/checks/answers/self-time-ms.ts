import type { Span } from '../../desk/telemetry-types.ts';

/** How long a span lasted without its children: milliseconds in which no child of it was at work. */
export function selfTimeMs(span: Span, spans: readonly Span[]): number {
  const end = endOf(span);
  const children = spans
    .filter(({ parentSpanId }) => parentSpanId === span.spanId)
    .sort((a, b) => a.startMs - b.startMs);
  let [covered, until] = [0, span.startMs];
  for (const child of children) {
    const from = Math.max(until, child.startMs);
    const to = Math.min(end, endOf(child));
    if (to <= from) continue;
    covered += to - from;
    until = to;
  }
  return Math.max(0, span.durationMs - covered);
}

function endOf({ startMs, durationMs }: Span): number {
  return startMs + Math.max(0, durationMs);
}
