import { type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import { LabError } from '../engine/lab-error.ts';

const CONNECT_LIMIT_MS = 5_000;

/** A connection to the broker and its channel: https://www.rabbitmq.com/docs/channels */
export type Broker = { connection: ChannelModel; channel: ConfirmChannel };

/** Connects to the broker at `url` (amqp://). Whatever befalls it later is told by the call that fails. Throws LabError when none answers. */
export async function connectBroker(url: string): Promise<Broker> {
  try {
    const connection = await connect(url, { timeout: CONNECT_LIMIT_MS });
    connection.on('error', () => {});
    const channel = await connection.createConfirmChannel();
    channel.on('error', () => {});
    return { connection, channel };
  } catch (cause) {
    throw brokerSilent(cause);
  }
}

/** What is said when the broker cannot be asked, or goes away meanwhile. */
export function brokerSilent(cause: unknown): LabError {
  return new LabError('RabbitMQ does not answer.', {
    cause,
    next: ['npx lab status', 'npx lab logs rabbitmq'],
  });
}
