import type { HeldTrace } from '../store/trace-store.ts';
import type { Span } from '../telemetry-types.ts';
import type { OtherTraces } from '../trace-views.ts';
import { CHECKOUT_EDGES, fitsPattern } from './checkout-expectations.ts';
import { ORDER_ID, orderIdOf } from './order-id-of.ts';

/** More pieces than this are a load test with one order id, not a checkout. */
const MAX_OTHERS = 5;
const PATTERNS = CHECKOUT_EDGES.flatMap(({ from, to }) => [from, to]);

/** The other traces that hold a piece of the checkout of this trace's order, oldest first; looking the order up is no piece. */
export function findOtherTraces(trace: HeldTrace, newestFirst: Iterable<HeldTrace>): OtherTraces {
  const orderId = orderIdOf(trace.spans);
  if (orderId === null) return { orderId, traceIds: [] };
  const traceIds: string[] = [];
  for (const other of newestFirst) {
    if (traceIds.length >= MAX_OTHERS) break;
    if (other.traceId !== trace.traceId && holdsPiece(other.spans, orderId)) traceIds.push(other.traceId);
  }
  return { orderId, traceIds: traceIds.reverse() };
}

function holdsPiece(spans: readonly Span[], orderId: string): boolean {
  return spans.some((span) => String(span.attributes[ORDER_ID]) === orderId) && spans.some(isPiece);
}

function isPiece(span: Span): boolean {
  if (span.kind === 'PRODUCER' || span.kind === 'CONSUMER') return true;
  return PATTERNS.some((pattern) => fitsPattern(span, pattern));
}
