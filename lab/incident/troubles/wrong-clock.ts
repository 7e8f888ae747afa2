import type { Span } from '../../desk/telemetry-types.ts';
import type { DeskClient } from '../../stores/ask-desk.ts';
import { preload } from '../preload.ts';
import { duration, spansSince } from '../span-clues.ts';
import type { Trouble } from '../trouble.ts';

const NOTICED_MS = 5_000;
const REACH_MS = 120_000;
const publish = { service: 'orders', name: 'publish order.placed' };

/** The clock of the worker's machine is slow. */
export const wrongClock: Trouble = {
  suspect: 'wrong-clock',
  complaint: 'My receipt says that my card was charged before I had ordered. Are you reading my mind?',
  variables: (draw) =>
    preload('shift-clock.ts', { INCIDENT_CLOCK_OFFSET_MS: String(-draw.between(20, 50) * 1_000) }),
  clues: async (desk, sinceMs) => {
    const published = await spansSince(desk, publish, sinceMs);
    for (const span of published.slice(0, 10)) {
      const early = await childBefore(desk, span);
      if (!early) continue;
      const by = duration(span.startMs - early.startMs);
      return {
        metric: null,
        trace: {
          traceId: span.traceId,
          says: `“process order.placed” begins ${by} before “publish order.placed”, whose child it is`,
        },
        log: { service: 'payments-worker', says: `“payment settled” is ${by} older than “order accepted”` },
      };
    }
    return undefined;
  },
  lesson:
    'Parent links carry causality, time stamps do not: a child that begins before its parent proves that two clocks disagree. Durations stay right, because each is measured by one clock.',
};

async function childBefore(desk: DeskClient, span: Span): Promise<Span | undefined> {
  const trace = await desk.trace(span.traceId);
  return trace?.spans.find(
    ({ parentSpanId, startMs }) =>
      parentSpanId === span.spanId &&
      startMs < span.startMs - NOTICED_MS &&
      startMs > span.startMs - REACH_MS,
  );
}
