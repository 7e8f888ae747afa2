/**
 * The visible lines of the waterfall: spans in the desk's order, each span's logs right below it, a ghost where a span
 * is missing, folded parts left out. A line's key is the span id (with its position when the id occurs twice), or names
 * the log record or the ghost.
 */
export function waterfallLines(detail, folded, { withLogs, withGhosts }) {
  const logsOf = withLogs ? Map.groupBy(detail.logs, (log) => log.spanId) : new Map();
  const ghosts = withGhosts ? detail.ghosts : [];
  const ghostsAt = Map.groupBy(ghosts, (ghost) => ghost.beforeRow);
  const scale = timeScale(detail, ghosts);
  const parentsOfGhosts = new Set(ghosts.map((ghost) => ghost.parentRow));
  const lines = [];
  const keys = new Set();
  let foldedDepth = Number.POSITIVE_INFINITY;
  const addGhosts = (at) => {
    const visible = (ghostsAt.get(at) ?? []).filter(({ depth }) => depth <= foldedDepth);
    lines.push(...visible.map((ghost) => ghostLine(ghost, detail, scale)));
  };
  detail.rows.forEach((row, at) => {
    addGhosts(at);
    const span = detail.spans[row.spanIndex];
    const first = !keys.has(row.spanId);
    keys.add(row.spanId);
    if (row.depth > foldedDepth) return;
    const key = first ? row.spanId : `${row.spanId}-${row.spanIndex}`;
    const logs = first ? (logsOf.get(row.spanId) ?? []) : [];
    const hasChildren =
      (detail.rows[at + 1]?.depth ?? 0) > row.depth || logs.length > 0 || parentsOfGhosts.has(at);
    const isFolded = hasChildren && folded.has(key);
    foldedDepth = isFolded ? row.depth : Number.POSITIVE_INFINITY;
    const hop = span.service !== serviceAbove(lines, row.depth);
    lines.push({ ...row, hop, ...scale(span.startMs, span.durationMs), key, span, hasChildren, isFolded });
    if (!isFolded) lines.push(...logs.map((log, n) => logLine(log, n, row.depth + 1, scale)));
  });
  addGhosts(detail.rows.length);
  const strays = withLogs ? detail.logs.filter((log) => !keys.has(log.spanId)) : [];
  return [...lines, ...strays.map((log, n) => logLine(log, n, 0, scale))];
}

/** The service of the line that a line of this depth hangs from: where it changes, the trace crosses to another service. */
function serviceAbove(lines, depth) {
  return lines.findLast((line) => line.span && line.depth < depth)?.span.service;
}

/** Position and width in percent of the whole trace, and the distance from its start in milliseconds. */
function timeScale({ spans, logs }, ghosts) {
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  const places = ghosts.map(({ instead }) => instead).filter((instead) => instead !== null);
  for (const span of [...spans, ...places]) {
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

/** A span that ran elsewhere is drawn at its own time; one that never came, at the end of its parent. */
function ghostLine(ghost, { rows, spans }, scale) {
  const parent = spans[rows[ghost.parentRow].spanIndex];
  const { instead } = ghost;
  const place = instead
    ? scale(instead.startMs, instead.durationMs)
    : scale(parent.startMs + Math.max(0, parent.durationMs), 0);
  const key = `ghost-${ghost.service}-${ghost.name}`;
  return { key, ghost, parent, depth: ghost.depth, hasChildren: false, isFolded: false, ...place };
}
