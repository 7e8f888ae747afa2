import { ORDER_ID } from '../desk/trace/order-id-of.ts';
import { LabError } from '../engine/lab-error.ts';
import type { Evidence } from './evidence.ts';

/** Clocks of one machine agree within milliseconds; the rest is for a machine that is busy. */
const TOLERANCE_MS = 1_500;

/**
 * A service whose spans of a driven order begin before its checkout was sent, or after it was over; undefined when there is
 * none. Only spans that name the order: where contexts get mixed up, its trace has spans of other orders as well.
 */
export function findWrongClock({ checkouts }: Evidence): LabError | undefined {
  for (const { orderId, startedMs, durationMs, spans, elsewhere } of checkouts) {
    for (const span of [...spans, ...elsewhere]) {
      if (span.attributes[ORDER_ID] !== orderId) continue;
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
