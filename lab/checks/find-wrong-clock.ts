import { ORDER_ID } from '../desk/trace/order-id-of.ts';
import { LabError } from '../engine/lab-error.ts';
import type { DrivenCheckout, Evidence } from './evidence.ts';

/** Clocks of one machine agree within milliseconds; the rest is for a machine that is busy. */
const TOLERANCE_MS = 1_500;

/** By how much a clock must be wrong, in milliseconds: at least, since a span begins some time within its checkout. */
type Offset = { service: string; where: 'ahead' | 'behind'; byMs: number };

/**
 * A service whose first span of a driven order begins before its checkout was sent, or after it was over; undefined when
 * there is none. Only spans that name the order: where contexts get mixed up, its trace has spans of other orders as well.
 * And only the first: a message may come twice, the second time when all is over.
 */
export function findWrongClock({ checkouts }: Evidence): LabError | undefined {
  const [most] = checkouts.flatMap(offsetsIn).sort((a, b) => b.byMs - a.byMs);
  if (!most || most.byMs < TOLERANCE_MS) return undefined;
  const { service, where, byMs } = most;
  return new LabError(
    `The clock of ${service} is at least ${(byMs / 1_000).toFixed(1)} s ${where}: what it says cannot be put in order.`,
    { next: ['npx lab doctor', 'set the clock of its machine or container'] },
  );
}

function offsetsIn(checkout: DrivenCheckout): Offset[] {
  const { orderId, outcome, startedMs, durationMs, spans, elsewhere } = checkout;
  const overMs = outcome === 'pending' ? Number.POSITIVE_INFINITY : startedMs + durationMs;
  const named = [...spans, ...elsewhere].filter(({ attributes }) => attributes[ORDER_ID] === orderId);
  return [...Map.groupBy(named, (span) => span.service)].flatMap(([service, ofService]): Offset[] => {
    const firstMs = Math.min(...ofService.map((span) => span.startMs));
    return [
      { service, where: 'behind', byMs: startedMs - firstMs },
      { service, where: 'ahead', byMs: firstMs - overMs },
    ];
  });
}
