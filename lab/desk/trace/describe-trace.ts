import type { HeldTrace } from '../store/trace-store.ts';
import type { TraceDetail } from '../telemetry-types.ts';
import { assessTrace } from './assess-trace.ts';
import { buildForest } from './build-forest.ts';
import { traceRows } from './trace-rows.ts';

/** All that the desk knows of one trace: spans, logs by time, what is wrong, and the lines of the waterfall. */
export function describeTrace(trace: Omit<HeldTrace, 'bytes'>): TraceDetail {
  const forest = buildForest(trace.spans);
  return {
    traceId: trace.traceId,
    ...assessTrace(trace.spans, trace.droppedSpans, forest),
    updatedMs: trace.updatedMs,
    spans: trace.spans,
    logs: trace.logs.toSorted((a, b) => a.timeMs - b.timeMs),
    rows: traceRows(trace.spans, forest),
  };
}
