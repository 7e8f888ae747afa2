import { setTimeout as after } from 'node:timers/promises';
import { assessTrace } from '../../desk/trace/assess-trace.ts';
import type { OpenStores } from '../../stores/open-stores.ts';
import { readTraces } from '../../stores/trace-store.ts';
import { readDecisions } from './collector-decisions.ts';

const LOOK_EVERY_MS = 500;
/** The services send every 200 ms, and the Collector's queue waits as long: before that, nothing to wait for proves nothing. */
const UNDER_WAY_MS = 1_500;

/**
 * Resolves when each of the `awaited` traces is stored whole, or the Collector holds no trace back any more, or at
 * `deadlineMs` (of performance.now()). Nothing waits for the trace store then, unless that is away. Throws LabError when one of them
 * does not answer.
 */
export async function awaitDecided(
  at: Pick<OpenStores, 'traces' | 'collector'>,
  awaited: readonly string[],
  deadlineMs: number,
): Promise<void> {
  const beganMs = performance.now();
  let open = awaited;
  for (;;) {
    await after(LOOK_EVERY_MS);
    const stored = await readTraces(at.traces, open);
    open = open.filter((traceId) => !assessTrace(stored.get(traceId) ?? []).complete);
    const { held, queued } = await readDecisions(at.collector);
    const now = performance.now();
    const idle = held <= 0 && now - beganMs >= UNDER_WAY_MS;
    if (now >= deadlineMs || (queued === 0 && (open.length === 0 || idle))) return;
  }
}
