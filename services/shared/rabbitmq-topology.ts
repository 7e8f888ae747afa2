import type { Channel } from 'amqplib';
import { MESSAGE_TYPES } from './messages.ts';

/** Waits between deliveries of a message that met transient trouble, in ms; the last one repeats. */
const RETRY_DELAYS_MS = [500, 1_000, 2_000, 5_000];

const CLASSIC = { 'x-queue-type': 'classic' };

/** The queue where a message waits before its next delivery. `attempt` counts deliveries so far, from 1. */
export function retryQueueOf(queue: string, attempt: number): string {
  return `${queue}.retry.${RETRY_DELAYS_MS[Math.min(attempt, RETRY_DELAYS_MS.length) - 1]}ms`;
}

/** Where messages of `queue` end that cannot be processed. */
export function deadLetterQueueOf(queue: string): string {
  return `${queue}.dead`;
}

/**
 * Declares every exchange and queue of the Bookstore; the same declaration twice does nothing. A waiting message
 * returns to its queue by time-to-live and dead-lettering (https://www.rabbitmq.com/docs/ttl, /docs/dlx).
 */
export async function declareTopology(channel: Channel): Promise<void> {
  for (const { name, queue } of MESSAGE_TYPES) {
    await channel.assertExchange(name, 'fanout', { durable: true });
    await channel.assertQueue(queue, { durable: true, arguments: CLASSIC });
    await channel.bindQueue(queue, name, '');
    await channel.assertQueue(deadLetterQueueOf(queue), { durable: true, arguments: CLASSIC });
    for (const [index, messageTtl] of RETRY_DELAYS_MS.entries()) {
      await channel.assertQueue(retryQueueOf(queue, index + 1), {
        durable: true,
        messageTtl,
        deadLetterExchange: '',
        deadLetterRoutingKey: queue,
        arguments: CLASSIC,
      });
    }
  }
}
