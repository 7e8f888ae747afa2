import { setTimeout as after } from 'node:timers/promises';
import { describeTrace } from '../desk/trace/describe-trace.ts';
import type { TraceDetail } from '../desk/trace-views.ts';
import { askLoki } from '../stores/ask-loki.ts';
import { askTempo } from '../stores/ask-tempo.ts';

const POLL_MS = 250;
const QUIET_MS = 500; // the services send every 200 ms, and the Collector's queue waits for as long

export type Stores = { tempo: string; loki: string };

/**
 * Asks Tempo for a trace, and Loki for its logs, until it is complete and nothing more comes in, or `limitMs` is over, and
 * returns what is there then; undefined when no span of it is stored. Throws LabError when one of them does not answer.
 */
export async function awaitStoredTrace(
  stores: Stores,
  traceId: string,
  limitMs: number,
): Promise<TraceDetail | undefined> {
  const deadline = performance.now() + limitMs;
  let [count, changedAt] = [0, performance.now()];
  for (;;) {
    const trace = await readTrace(stores, traceId);
    const now = performance.now();
    const items = trace.spans.length + trace.logs.length;
    if (items !== count) [count, changedAt] = [items, now];
    const whole = trace.complete && now - changedAt >= QUIET_MS;
    if (whole || now >= deadline) return trace.spans.length === 0 ? undefined : trace;
    await after(POLL_MS);
  }
}

async function readTrace({ tempo, loki }: Stores, traceId: string): Promise<TraceDetail> {
  const spans = await askTempo(tempo).trace(traceId);
  const startMs = Math.min(Date.now(), ...spans.map((span) => span.startMs));
  const query = `{service_namespace="bookstore"} | trace_id="${traceId}"`;
  const logs = spans.length === 0 ? [] : await askLoki(loki).lines(query, startMs - 60_000);
  return describeTrace({ traceId, spans, logs, droppedSpans: 0, updatedMs: Date.now() });
}
