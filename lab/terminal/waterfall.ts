import pc from 'picocolors';
import type { Span } from '../desk/telemetry-types.ts';
import type { Row, TraceDetail } from '../desk/trace-views.ts';
import { printable } from './printable.ts';

const MIN_BAR = 12;
const MAX_WIDTH = 140;
const PAINTS = [pc.cyan, pc.yellow, pc.magenta, pc.blue, pc.green, pc.white];

/**
 * Draws a trace as text, `width` columns wide: service, span, duration, and a bar on a common time axis. `✗` marks an
 * error, `?` a span whose parent is missing; problems stand below. Plain where colours are off.
 */
export function drawWaterfall(trace: TraceDetail, width: number): string {
  const rows = trace.rows.flatMap((row) => {
    const span = trace.spans[row.spanIndex];
    return span ? [{ ...row, span }] : [];
  });
  const layout = measure(rows, Math.min(width, MAX_WIDTH));
  const paints = new Map<string, (text: string) => string>();
  for (const { span } of rows) {
    if (!paints.has(span.service)) paints.set(span.service, PAINTS[paints.size % PAINTS.length] ?? pc.white);
  }
  const lines = rows.map((row) => drawRow(row, layout, paints.get(row.span.service) ?? pc.white));
  const problems = trace.problems.map((problem) => `${pc.yellow('!')} ${problem.message}`);
  return [summaryOf(trace), '', ...lines, ...(problems.length > 0 ? ['', ...problems] : [])].join('\n');
}

type DrawnRow = Row & { span: Span };
type Layout = { startMs: number; totalMs: number; service: number; name: number; bar: number };

function measure(rows: DrawnRow[], width: number): Layout {
  const startMs = Math.min(...rows.map(({ span }) => span.startMs));
  const endMs = Math.max(...rows.map(({ span }) => span.startMs + Math.max(0, span.durationMs)));
  const service = Math.max(...rows.map(({ span }) => span.service.length));
  const longest = Math.max(...rows.map((row) => titleOf(row).length));
  const fixed = service + DURATION_WIDTH + 4;
  const name = Math.max(10, Math.min(longest, width - fixed - MIN_BAR));
  return {
    startMs,
    totalMs: Math.max(endMs - startMs, 0.001),
    service,
    name,
    bar: Math.max(MIN_BAR, width - fixed - name),
  };
}

const DURATION_WIDTH = 9;

function drawRow(row: DrawnRow, layout: Layout, paint: (text: string) => string): string {
  const { span } = row;
  const title = fit(titleOf(row), layout.name);
  const duration = `${span.durationMs.toFixed(1)} ms`.padStart(DURATION_WIDTH);
  const marked = span.status === 'ERROR' ? pc.red(title) : row.orphan ? pc.yellow(title) : title;
  return `${paint(span.service.padEnd(layout.service))} ${marked} ${duration} ${paint(barOf(span, layout))}`.trimEnd();
}

function titleOf(row: DrawnRow): string {
  const mark = row.span.status === 'ERROR' ? '✗ ' : row.orphan ? '? ' : '';
  return `${'  '.repeat(row.depth)}${mark}${printable(row.span.name)}`;
}

function barOf(span: Span, { startMs, totalMs, bar }: Layout): string {
  const from = Math.min(bar - 1, Math.floor(((span.startMs - startMs) / totalMs) * bar));
  const length = Math.max(1, Math.round((Math.max(0, span.durationMs) / totalMs) * bar));
  return ' '.repeat(from) + '█'.repeat(Math.min(length, bar - from));
}

function summaryOf(trace: TraceDetail): string {
  const services = new Set(trace.spans.map((span) => span.service)).size;
  const errors = trace.spans.filter((span) => span.status === 'ERROR').length;
  const parts = [
    `${trace.spans.length} spans`,
    `${services} ${services === 1 ? 'service' : 'services'}`,
    `${trace.logs.length} log ${trace.logs.length === 1 ? 'line' : 'lines'}`,
    ...(errors > 0 ? [pc.red(`${errors} with an error`)] : []),
    trace.complete ? 'complete' : pc.yellow('incomplete'),
  ];
  return `${pc.bold(`Trace ${trace.traceId}`)}  ${parts.join(', ')}`;
}

function fit(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}
