import { type ChannelModel, connect } from 'amqplib';
import { LabError } from '../engine/lab-error.ts';

const CONNECT_LIMIT_MS = 5_000;

/** A connection to the broker at `url`; one that goes away is told by the state of its part. Throws LabError when none comes about. */
export async function connectBroker(url: string): Promise<ChannelModel> {
  try {
    const connection = await connect(url, { timeout: CONNECT_LIMIT_MS });
    connection.on('error', () => {});
    return connection;
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
