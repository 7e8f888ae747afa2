import { setTimeout as after } from 'node:timers/promises';
import type { TraceDetail } from '../desk/trace-views.ts';
import { askDesk } from '../stores/ask-desk.ts';

const POLL_MS = 100;
const QUIET_MS = 400; // the services send every 200 ms, spans and log lines apart

/**
 * Asks the desk at `deskUrl` for a trace until it is complete and nothing more comes in, or `limitMs` is over, and returns
 * what is there then; undefined when no span of it has arrived. Throws LabError when the desk does not answer.
 */
export async function awaitTrace(
  deskUrl: string,
  traceId: string,
  limitMs: number,
): Promise<TraceDetail | undefined> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const trace = await askDesk(deskUrl).trace(traceId);
    const whole = trace?.complete && Date.now() - trace.updatedMs >= QUIET_MS;
    if (whole || performance.now() >= deadline) return trace;
    await after(POLL_MS);
  }
}
