import { preload } from '../preload.ts';
import { spansSince } from '../span-clues.ts';
import type { Trouble } from '../trouble.ts';

const process = { service: 'payments-worker', name: 'process order.placed' };
const ORDER_ID = 'bookstore.order.id';

/** After a deployment the worker reads and writes another header than everybody else. */
export const lostContext: Trouble = {
  suspect: 'lost-context',
  complaint:
    'I called because of my payment. “We see your order,” they said, “and nothing after it.” Yet my card was charged.',
  variables: () => preload('speak-b3.ts'),
  clues: async (desk, sinceMs) => {
    const begun = await spansSince(desk, process, sinceMs);
    const root = begun.find(({ parentSpanId }) => parentSpanId === null);
    const orderId = root?.attributes[ORDER_ID];
    if (!root || typeof orderId !== 'string') return undefined;
    const named = await desk.spans({ attribute: `${ORDER_ID}=${orderId}` });
    const checkout = named.find(({ name }) => name === 'POST /orders');
    if (!checkout) return undefined;
    return {
      metric: null,
      trace: {
        traceId: checkout.traceId,
        says: `it ends with “publish order.placed”; the rest of order ${orderId} is in trace ${root.traceId}, which begins in payments-worker`,
      },
      log: {
        service: process.service,
        says: `“payment settled” of that order carries the other trace id, ${root.traceId}`,
      },
    };
  },
  lesson:
    'Nothing is slow and nothing fails: only the telemetry is broken. Search by an attribute that both halves carry, such as the order id, and see who begins a new trace.',
};
