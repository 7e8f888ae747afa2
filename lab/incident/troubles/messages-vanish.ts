import { connect } from 'amqplib';
import type { Span } from '../../desk/telemetry-types.ts';
import type { DeskClient } from '../../stores/ask-desk.ts';
import { sumOf } from '../metric-clues.ts';
import { spansSince } from '../span-clues.ts';
import type { Hold, Trouble } from '../trouble.ts';

const QUEUE = 'payments-worker.order.placed';
const ENOUGH_MS = 3_000;
const publish = { service: 'orders', name: 'publish order.placed' };

/**
 * A second consumer, which nobody remembers, takes every other message and does nothing with it. It acknowledges none, so
 * that all of them come back when it goes.
 */
export const messagesVanish: Trouble = {
  suspect: 'messages-vanish',
  complaint:
    'My order was accepted, and has been “waiting for payment” ever since. My friend’s went through.',
  hold: async ({ addresses, signal }: Hold) => {
    const connection = await connect(addresses.rabbitmq, { timeout: 3_000 });
    connection.on('error', () => {}); // what it held is delivered again
    const channel = await connection.createChannel();
    await channel.consume(QUEUE, () => {});
    return async () => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      await connection.close();
    };
  },
  clues: async (desk, sinceMs) => {
    const until = Date.now() - ENOUGH_MS;
    const published = (await spansSince(desk, publish, sinceMs)).filter(({ startMs }) => startMs < until);
    const lost = await firstUnprocessed(desk, published);
    if (!lost) return undefined;
    const open =
      (await sumOf(desk, 'bookstore.orders.placed', 'orders')) -
      (await sumOf(desk, 'bookstore.orders.settled', 'orders'));
    return {
      metric: {
        name: 'bookstore.orders.placed and bookstore.orders.settled',
        says: `they drift apart: ${open} orders are open`,
        promql: 'sum(bookstore_orders_placed_total) - sum(bookstore_orders_settled_total)',
      },
      trace: {
        traceId: lost.traceId,
        says: 'it ends with “publish order.placed”, which the broker has confirmed; nobody has processed it',
      },
      log: {
        service: 'orders',
        says: '“order accepted” is the last line of that order; payments-worker has none',
      },
    };
  },
  lesson:
    'What is missing raises no error. A trace that ends early names the last one who had the order; a metric that should follow another one tells that it happens at all.',
};

async function firstUnprocessed(desk: DeskClient, published: readonly Span[]): Promise<Span | undefined> {
  for (const span of published.slice(0, 20)) {
    const trace = await desk.trace(span.traceId);
    if (trace && !trace.spans.some(({ name }) => name === 'process order.placed')) return span;
  }
  return undefined;
}
