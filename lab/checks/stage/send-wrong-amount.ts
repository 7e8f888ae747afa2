import { waitUntil } from '../../engine/local/process/wait-until.ts';
import { brokerSilent, connectBroker } from '../connect-broker.ts';

const QUEUE = 'payments-worker.order.placed';
/** So long the worker may take to give the message up; whoever waits longer has seen that it does not. */
const GIVEN_UP_LIMIT_MS = 5_000;

/**
 * Sends payments-worker, through the broker at `url` and with this `traceparent`, an order.placed about another amount
 * than the order's, and waits until it is given up. Throws LabError when the broker does not answer.
 */
export async function sendWrongAmount(url: string, orderId: string, traceparent: string): Promise<void> {
  const { connection, channel } = await connectBroker(url);
  try {
    const givenUp = async () => (await channel.checkQueue(`${QUEUE}.dead`)).messageCount;
    const before = await givenUp();
    const body = { orderId, totalCents: 1, card: { number: '4242424242424242' } };
    const properties = { type: 'order.placed', persistent: true, headers: { traceparent } };
    channel.sendToQueue(QUEUE, Buffer.from(JSON.stringify(body)), properties);
    await channel.waitForConfirms();
    await waitUntil(async () => (await givenUp()) > before, GIVEN_UP_LIMIT_MS, 50);
  } catch (cause) {
    throw brokerSilent(cause);
  } finally {
    await connection.close().catch(() => {});
  }
}
