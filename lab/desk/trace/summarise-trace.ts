import { cutText, MAX_NAME_LENGTH } from '../otlp/cut-text.ts';
import type { HeldTrace } from '../store/trace-store.ts';
import type { Span } from '../telemetry-types.ts';
import type { TraceSummary } from '../trace-views.ts';
import { assessTrace } from './assess-trace.ts';
import { buildForest, type Forest } from './build-forest.ts';
import { orderIdOf } from './order-id-of.ts';

/** More services than a line can show come from nonsense only. */
const MAX_SERVICES = 50;

/** One line of the trace list; times in epoch milliseconds. Undefined while only logs of the trace have arrived. */
export function summariseTrace(trace: HeldTrace): TraceSummary | undefined {
  const { spans } = trace;
  const forest = buildForest(spans);
  const root = mainSpan(spans, forest);
  if (root === undefined) return undefined;
  let [startMs, endMs] = [Number.POSITIVE_INFINITY, 0];
  for (const span of spans) {
    startMs = Math.min(startMs, span.startMs);
    endMs = Math.max(endMs, span.startMs + Math.max(0, span.durationMs));
  }
  const orderId = orderIdOf(spans);
  return {
    traceId: trace.traceId,
    startMs,
    durationMs: Math.round((endMs - startMs) * 1e3) / 1e3,
    service: root.service,
    name: root.name,
    services: servicesOf(spans),
    spanCount: spans.length,
    errorCount: spans.filter((span) => span.status === 'ERROR').length,
    logCount: trace.logs.length,
    orderId: orderId === null ? null : cutText(orderId, MAX_NAME_LENGTH),
    complete: assessTrace(spans, trace.droppedSpans, forest).complete,
  };
}

/** As they come in, first to last. */
function servicesOf(spans: readonly Span[]): string[] {
  const byStart = spans.toSorted((a, b) => a.startMs - b.startMs);
  return [...new Set(byStart.map(({ service }) => service))].slice(0, MAX_SERVICES);
}

/** The span that stands for the trace: its earliest beginning, or whatever came first when the beginning is missing. */
function mainSpan(spans: readonly Span[], forest: Forest): Span | undefined {
  const top = forest.tops.find(({ kind }) => kind === 'root' || kind === 'edge') ?? forest.tops[0];
  return top && spans[top.index];
}
