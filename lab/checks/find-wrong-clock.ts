import { LabError } from '../engine/lab-error.ts';
import type { Evidence } from './evidence.ts';

/** Clocks of one machine agree within milliseconds. */
const TOLERANCE_MS = 2_000;

/** A service whose spans of the driven checkouts lie before they were sent, or in the future; undefined when there is none. */
export function findWrongClock({ checkouts }: Evidence, nowMs = Date.now()): LabError | undefined {
  for (const { startedMs, spans, elsewhere } of checkouts) {
    for (const span of [...spans, ...elsewhere]) {
      const earlyMs = startedMs - span.startMs;
      const lateMs = span.startMs - nowMs;
      if (Math.max(earlyMs, lateMs) < TOLERANCE_MS) continue;
      const [byMs, where] = earlyMs > lateMs ? [earlyMs, 'behind'] : [lateMs, 'ahead'];
      return new LabError(
        `The clock of ${span.service} is ${(byMs / 1_000).toFixed(1)} s ${where}: what it says cannot be put in order.`,
        { next: ['npx lab doctor', 'set the clock of its machine or container'] },
      );
    }
  }
  return undefined;
}
