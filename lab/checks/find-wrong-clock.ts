import { ORDER_ID } from '../desk/trace/order-id-of.ts';
import { LabError } from '../engine/lab-error.ts';
import type { Evidence } from './evidence.ts';

/** Clocks of one machine agree within milliseconds; the rest is for a machine that is busy. */
const TOLERANCE_MS = 1_500;

/**
 * A service whose first span of a driven order begins before its checkout was sent, or after it was over; undefined when
 * there is none. Only spans that name the order: where contexts get mixed up, its trace has spans of other orders as well.
 * And only the first: a message may come twice, the second time when all is over.
 */
export function findWrongClock({ checkouts }: Evidence): LabError | undefined {
  for (const { orderId, outcome, startedMs, durationMs, spans, elsewhere } of checkouts) {
    const isOver = outcome !== 'pending';
    const named = [...spans, ...elsewhere].filter(({ attributes }) => attributes[ORDER_ID] === orderId);
    for (const [service, ofService] of Map.groupBy(named, (span) => span.service)) {
      const firstMs = Math.min(...ofService.map((span) => span.startMs));
      const earlyMs = startedMs - firstMs;
      const lateMs = isOver ? firstMs - (startedMs + durationMs) : 0;
      if (Math.max(earlyMs, lateMs) < TOLERANCE_MS) continue;
      const [byMs, where] = earlyMs > lateMs ? [earlyMs, 'behind'] : [lateMs, 'ahead'];
      return new LabError(
        `The clock of ${service} is ${(byMs / 1_000).toFixed(1)} s ${where}: what it says cannot be put in order.`,
        { next: ['npx lab doctor', 'set the clock of its machine or container'] },
      );
    }
  }
  return undefined;
}
