/**
 * The visible lines of the waterfall: spans in the desk's order, each span's logs right below it, folded parts left out.
 * A line's key is the span id (with its position when the id occurs twice) or names the log record.
 */
export function waterfallLines(detail, folded, withLogs) {
  const logsOf = withLogs ? Map.groupBy(detail.logs, (log) => log.spanId) : new Map();
  const scale = timeScale(detail);
  const lines = [];
  const keys = new Set();
  let foldedDepth = Number.POSITIVE_INFINITY;
  detail.rows.forEach((row, at) => {
    const span = detail.spans[row.spanIndex];
    const first = !keys.has(row.spanId);
    keys.add(row.spanId);
    if (row.depth > foldedDepth) return;
    const key = first ? row.spanId : `${row.spanId}-${row.spanIndex}`;
    const logs = first ? (logsOf.get(row.spanId) ?? []) : [];
    const hasChildren = (detail.rows[at + 1]?.depth ?? 0) > row.depth || logs.length > 0;
    const isFolded = hasChildren && folded.has(key);
    foldedDepth = isFolded ? row.depth : Number.POSITIVE_INFINITY;
    const hop = span.service !== serviceAbove(lines, row.depth);
    lines.push({ ...row, hop, ...scale(span.startMs, span.durationMs), key, span, hasChildren, isFolded });
    if (!isFolded) lines.push(...logs.map((log, n) => logLine(log, n, row.depth + 1, scale)));
  });
  const strays = withLogs ? detail.logs.filter((log) => !keys.has(log.spanId)) : [];
  return [...lines, ...strays.map((log, n) => logLine(log, n, 0, scale))];
}

/** The service of the line that a line of this depth hangs from: where it changes, the trace crosses to another service. */
function serviceAbove(lines, depth) {
  return lines.findLast((line) => line.span && line.depth < depth)?.span.service;
}

/** Position and width in percent of the whole trace, and the distance from its start in milliseconds. */
function timeScale({ spans, logs }) {
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const span of spans) {
    from = Math.min(from, span.startMs);
    to = Math.max(to, span.startMs + Math.max(0, span.durationMs));
  }
  if (spans.length === 0)
    for (const log of logs) [from, to] = [Math.min(from, log.timeMs), Math.max(to, log.timeMs)];
  const whole = Math.max(to - from, 0.001);
  return (startMs, durationMs) => {
    const left = Math.min(100, Math.max(0, ((startMs - from) / whole) * 100));
    return {
      left,
      width: Math.min(100 - left, (Math.max(0, durationMs) / whole) * 100),
      offsetMs: startMs - from,
      whole,
    };
  };
}

function logLine(log, n, depth, scale) {
  const key = `log-${log.spanId}-${log.timeMs}-${n}`;
  return { key, log, depth, hasChildren: false, isFolded: false, ...scale(log.timeMs, 0) };
}
