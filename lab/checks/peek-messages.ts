import { z } from 'zod';
import { brokerSilent, connectBroker } from './connect-broker.ts';
import type { PeekedMessage } from './evidence.ts';

/** The exchanges of the Bookstore: each message goes to its own, which hands a copy to every queue bound to it. */
const EXCHANGES = ['order.placed', 'payment.settled'];
const bodySchema = z.object({ orderId: z.string() });

/** Copies of the messages that passed the broker since; `close` ends it. */
export type MessagePeek = { messages: PeekedMessage[]; close: () => Promise<void> };

/**
 * Watches the messages of all orders from a queue of its own, so that no service gets one less. Throws LabError when the
 * broker at `url` does not answer.
 */
export async function peekMessages(url: string): Promise<MessagePeek> {
  const messages: PeekedMessage[] = [];
  try {
    const { connection, channel } = await connectBroker(url);
    const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true });
    for (const exchange of EXCHANGES) await channel.bindQueue(queue, exchange, '');
    const note = (message: Parameters<Parameters<typeof channel.consume>[1]>[0]) => {
      const body = message && bodySchema.safeParse(parse(message.content.toString()));
      if (!message || !body?.success) return;
      const { fields, properties } = message;
      messages.push({ name: fields.exchange, orderId: body.data.orderId, headers: properties.headers ?? {} });
    };
    await channel.consume(queue, note, { noAck: true });
    return { messages, close: () => connection.close().catch(() => {}) };
  } catch (cause) {
    throw brokerSilent(cause);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // somebody else's message
  }
}
