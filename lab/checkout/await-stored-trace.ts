import { setTimeout as after } from 'node:timers/promises';
import { describeTrace } from '../desk/trace/describe-trace.ts';
import type { TraceDetail } from '../desk/trace-views.ts';
import type { OpenStores } from '../stores/open-stores.ts';
import { readSpans } from '../stores/trace-store.ts';

const POLL_MS = 250;
const QUIET_MS = 500; // the services send every 200 ms, and the Collector's queue waits for as long

type Stores = Pick<OpenStores, 'traces' | 'logs'>;

/** A service logs before its first span of a trace is begun, or its clock is a little off. */
const LOGS_BEFORE_MS = 60_000;

/**
 * Asks the stores for a trace and its logs until it is complete and nothing more comes in, or `limitMs` is over, and
 * returns what is there then; undefined when no span of it is stored. Throws LabError when one of them does not answer.
 */
export async function awaitStoredTrace(
  stores: Stores,
  traceId: string,
  limitMs: number,
): Promise<TraceDetail | undefined> {
  const deadline = performance.now() + limitMs;
  const quietMs = QUIET_MS + stores.logs.findsWithinMs;
  let [count, changedAt] = [0, performance.now()];
  for (;;) {
    const trace = await readTrace(stores, traceId);
    const now = performance.now();
    const items = trace.spans.length + trace.logs.length;
    if (items !== count) [count, changedAt] = [items, now];
    const whole = trace.complete && now - changedAt >= quietMs;
    if (whole || now >= deadline) return trace.spans.length === 0 ? undefined : trace;
    await after(POLL_MS);
  }
}

async function readTrace({ traces, logs: logStore }: Stores, traceId: string): Promise<TraceDetail> {
  const spans = await readSpans(traces, traceId);
  const startMs = Math.min(Date.now(), ...spans.map((span) => span.startMs));
  const query = { traceIds: [traceId], sinceMs: startMs - LOGS_BEFORE_MS };
  const logs = spans.length === 0 ? [] : await logStore.lines(query);
  return describeTrace({ traceId, spans, logs, droppedSpans: 0, updatedMs: Date.now() });
}
