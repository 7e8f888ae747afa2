import { connect } from 'amqplib';
import { LabError } from '../../engine/lab-error.ts';

const CONNECT_LIMIT_MS = 3_000;

/** A broker that refuses one kind of message until `end` (which may be called again). */
export type Refusal = { end: () => Promise<void> };

/**
 * Makes the broker at `url` refuse every message to `exchange`: its place is taken by an exchange that only the broker
 * may use. It goes with our connection, however that ends; who publishes then declares the right one again.
 */
export async function refuseMessages(url: string, exchange: string): Promise<Refusal> {
  const connection = await connect(url, { timeout: CONNECT_LIMIT_MS }).catch((cause: unknown) => {
    throw new LabError('RabbitMQ does not answer.', {
      cause,
      next: ['npx lab status', 'npx lab logs rabbitmq'],
    });
  });
  connection.on('error', () => {}); // it ends; so does the refusal
  const channel = await connection.createChannel();
  await channel.deleteExchange(exchange);
  await channel.assertExchange(exchange, 'fanout', { durable: false, internal: true, autoDelete: true });
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, exchange, '');
  let ended: Promise<void> | undefined;
  return {
    end: () => {
      ended ??= channel.deleteExchange(exchange).then(() => connection.close());
      return ended;
    },
  };
}
