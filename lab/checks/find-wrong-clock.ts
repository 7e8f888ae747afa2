import { LabError } from '../engine/lab-error.ts';
import type { Evidence } from './evidence.ts';

/** Clocks of one machine agree within milliseconds; the rest is for a machine that is busy. */
const TOLERANCE_MS = 1_500;

/** A service whose spans of the driven checkouts begin before these were sent, or after they were over; undefined when there is none. */
export function findWrongClock({ checkouts }: Evidence): LabError | undefined {
  for (const { startedMs, durationMs, spans, elsewhere } of checkouts) {
    for (const span of [...spans, ...elsewhere]) {
      const earlyMs = startedMs - span.startMs;
      const lateMs = span.startMs - (startedMs + durationMs);
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
