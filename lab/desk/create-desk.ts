import { DeskEvents } from './desk-events.ts';
import { deskLimits } from './desk-limits.ts';
import type { SeriesPoint } from './otlp/decode-metrics.ts';
import { DeskCounters } from './store/desk-counters.ts';
import { LooseLogRing } from './store/loose-log-ring.ts';
import { MetricStore } from './store/metric-store.ts';
import { TraceStore } from './store/trace-store.ts';
import type { Log, Span } from './telemetry-types.ts';
import { summariseTrace } from './trace/summarise-trace.ts';
import { traceAbsence } from './trace/trace-absence.ts';
import type { DeskStatus } from './trace-views.ts';

/** The desk's memory and its three ways in; the HTTP side only translates. */
export interface Desk {
  traces: TraceStore;
  looseLogs: LooseLogRing;
  metrics: MetricStore;
  counters: DeskCounters;
  events: DeskEvents;
  keepSpan(span: Span): void;
  keepLog(log: Log): void;
  keepPoint(point: SeriesPoint): void;
  status(): DeskStatus;
}

/** Makes an empty desk that holds at most about `maxBytes` of telemetry; `shopUrl` is only shown. */
export function createDesk(maxBytes: number, shopUrl: string | null): Desk {
  const startedAt = new Date().toISOString();
  const limits = deskLimits(maxBytes);
  const counters = new DeskCounters();
  const traces = new TraceStore(limits, counters, (traceId) => events.changed(traceId));
  const looseLogs = new LooseLogRing(limits, counters);
  const metrics = new MetricStore(limits, counters);
  const status = (): DeskStatus => {
    const held = traces.held;
    const bytes = held.bytes + looseLogs.held.bytes + metrics.heldBytes;
    const { received, dropped, refused } = counters;
    return {
      startedAt,
      shopUrl,
      received,
      held: { ...held, logs: held.logs + looseLogs.held.logs, bytes, maxBytes },
      dropped,
      refused,
    };
  };
  const events = new DeskEvents({
    status,
    absence: (traceId) => traceAbsence(traces, traceId),
    summarise(traceId) {
      const trace = traces.get(traceId);
      return trace && summariseTrace(trace);
    },
  });
  return { traces, looseLogs, metrics, counters, events, status, ...intake() };

  function intake(): Pick<Desk, 'keepSpan' | 'keepLog' | 'keepPoint'> {
    return {
      keepSpan(span) {
        counters.received.spans += 1;
        traces.addSpan(span);
      },
      keepLog(log) {
        counters.received.logs += 1;
        if (log.traceId === null) looseLogs.add(log);
        else traces.addLog(log, log.traceId);
      },
      keepPoint(point) {
        counters.received.metricPoints += 1;
        metrics.add(point);
      },
    };
  }
}
