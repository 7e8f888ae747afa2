import { brokerSilent, connectBroker } from '../connect-broker.ts';

/** A broker that refuses one kind of message until `end` (which may be called again). */
export type Refusal = { end: () => Promise<void> };

/**
 * Makes the broker at `url` refuse every message to `exchange`: its place is taken by an exchange that only the broker
 * may use. It goes with our connection, however that ends; who publishes then declares the right one again. Throws LabError,
 * as does `end`, when the broker does not answer.
 */
export async function refuseMessages(url: string, exchange: string): Promise<Refusal> {
  const { connection, channel } = await connectBroker(url);
  const end = async () => {
    await channel.deleteExchange(exchange);
    await connection.close();
  };
  try {
    await channel.deleteExchange(exchange);
    await channel.assertExchange(exchange, 'fanout', { durable: false, internal: true, autoDelete: true });
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, exchange, '');
    let ended: Promise<void> | undefined;
    return { end: () => (ended ??= end().catch(silent)) };
  } catch (cause) {
    await connection.close().catch(() => {});
    return silent(cause);
  }
}

function silent(cause: unknown): never {
  throw brokerSilent(cause);
}
