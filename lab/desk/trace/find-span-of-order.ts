import type { HeldTrace } from '../store/trace-store.ts';
import type { Span } from '../telemetry-types.ts';
import type { SpanPlace } from '../trace-views.ts';
import { fitsPattern, type SpanPattern } from './checkout-expectations.ts';
import { ORDER_ID, orderIdOf } from './order-id-of.ts';

/**
 * Where a span of this pattern is that belongs to the order of these spans: among them, or in another trace that names
 * the order. Null when there is none, or when the spans name no order.
 */
export function findSpanOfOrder(
  spans: readonly Span[],
  traces: () => Iterable<HeldTrace>,
  pattern: SpanPattern,
): SpanPlace | null {
  const orderId = orderIdOf(spans);
  if (orderId === null) return null;
  const here = bestOf(spans, pattern, orderId);
  if (here !== undefined) return placeOf(here);
  for (const trace of traces()) {
    if (!trace.spans.some((span) => String(span.attributes[ORDER_ID]) === orderId)) continue;
    const there = bestOf(trace.spans, pattern, orderId);
    if (there !== undefined) return placeOf(there);
  }
  return null;
}

/** One that names this order, else one that names none. */
function bestOf(spans: readonly Span[], pattern: SpanPattern, orderId: string): Span | undefined {
  const fitting = spans.filter((span) => fitsPattern(span, pattern));
  return (
    fitting.find((span) => String(span.attributes[ORDER_ID]) === orderId) ??
    fitting.find((span) => span.attributes[ORDER_ID] === undefined)
  );
}

function placeOf({ traceId, spanId, startMs, durationMs }: Span): SpanPlace {
  return { traceId, spanId, startMs, durationMs };
}
