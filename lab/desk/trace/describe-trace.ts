import type { HeldTrace } from '../store/trace-store.ts';
import type { TraceDetail } from '../trace-views.ts';
import { assessTrace } from './assess-trace.ts';
import { buildForest } from './build-forest.ts';
import { findGhosts } from './find-ghosts.ts';
import { findSpanOfOrder } from './find-span-of-order.ts';
import { traceRows } from './trace-rows.ts';

/**
 * All that is known of one trace: spans, logs by time, what is wrong, the lines of the waterfall, and the ghosts of spans
 * that are missing. `others`: the traces in which a missing span is looked for.
 */
export function describeTrace(
  trace: Omit<HeldTrace, 'bytes'>,
  others: () => Iterable<HeldTrace> = () => [],
): TraceDetail {
  const { traceId, spans, logs, droppedSpans, updatedMs } = trace;
  const forest = buildForest(spans);
  const rows = traceRows(spans, forest);
  return {
    traceId,
    ...assessTrace(spans, droppedSpans, forest),
    updatedMs,
    spans,
    logs: logs.toSorted((a, b) => a.timeMs - b.timeMs),
    rows,
    ghosts: findGhosts(spans, rows, (pattern) => findSpanOfOrder(spans, others, pattern)),
  };
}
