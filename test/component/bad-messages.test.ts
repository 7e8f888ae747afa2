import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Channel, type ChannelModel, connect, type GetMessage, type Options } from 'amqplib';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { addresses, checkoutTrace, metricsSince } from '../running-lab.ts';

type Case = { when: string; content: string; reason: string; properties?: Options.Publish };

const unknown = { orderId: '00000000-0000-4000-8000-000000000000' };
const TRACEPARENT = `00-${'d'.repeat(32)}-${'e'.repeat(16)}-01`;

const QUEUES: Record<string, { valid: object; cases: Case[] }> = {
  'payments-worker.order.placed': {
    valid: { ...unknown, totalCents: 100, card: { number: '4242424242424242' } },
    cases: [
      {
        when: 'the amount is text',
        content: JSON.stringify({ ...unknown, totalCents: '1', card: { number: '4242424242424242' } }),
        reason: 'invalid-body',
      },
    ],
  },
  'orders.payment.settled': {
    valid: { ...unknown, outcome: 'paid' },
    cases: [
      {
        when: 'the outcome is none',
        content: JSON.stringify({ ...unknown, outcome: 'stolen' }),
        reason: 'invalid-body',
      },
    ],
  },
};

let connection: ChannelModel;
let channel: Channel;
before(async () => {
  connection = await connect((await addresses()).rabbitmq);
  channel = await connection.createChannel();
});
after(() => connection.close());

for (const [queue, { valid, cases }] of Object.entries(QUEUES)) {
  const good = JSON.stringify(valid);
  const all: Case[] = [
    { when: 'it is not JSON', content: '{"orderId"', reason: 'not-json' },
    {
      when: 'it is of another type',
      content: good,
      properties: { type: 'order.cancelled' },
      reason: 'wrong-type',
    },
    {
      when: 'the order id is missing',
      content: JSON.stringify({ ...valid, orderId: undefined }),
      reason: 'invalid-body',
    },
    { when: 'it is null', content: 'null', reason: 'invalid-body' },
    { when: 'it is empty', content: '', reason: 'not-json' },
    { when: 'it is 1 MB', content: good.padEnd(1_048_576), reason: 'too-large' },
    { when: 'the order is unknown', content: good, reason: 'unknown-order' },
    {
      when: 'its traceparent is broken',
      content: good,
      properties: { headers: { traceparent: 'zz-1', 'x-delivery-attempt': 'many' } },
      reason: 'unknown-order',
    },
    {
      when: 'its traceparent is a number',
      content: good,
      properties: { headers: { traceparent: 7, baggage: Buffer.from([0xff]) } },
      reason: 'unknown-order',
    },
    ...cases,
  ];
  for (const { when, content, properties = {}, reason } of all) {
    test(`When a message on ${queue} is wrong because ${when}, then it is dead-lettered as ${reason}, headers kept`, async () => {
      const messageId = randomUUID();
      const headers =
        properties.headers ?? (properties.type ? { traceparent: TRACEPARENT, 'x-mine': 'kept' } : undefined);
      channel.sendToQueue(queue, Buffer.from(content), {
        ...properties,
        messageId,
        ...(headers ? { headers } : {}),
      });
      const dead = await awaitDead(queue, messageId);
      assert.equal(dead.properties.headers?.['x-dead-letter-reason'], reason);
      assert.ok(String(dead.properties.headers?.['x-dead-letter-detail']).length > 5);
      assert.equal(dead.content.length, Buffer.byteLength(content));
      for (const [name, value] of Object.entries(headers ?? {}))
        assert.deepEqual(dead.properties.headers?.[name], value);
    });
  }
}

test('When wrong messages were given up, then they are counted by queue and reason, and checkouts still go through', async () => {
  const since = Date.now();
  const counted = async () => {
    const metric = (await metricsSince(since)).find(
      ({ name, service }) => name === 'bookstore.messages.dead_lettered' && service === 'orders',
    );
    return metric?.points.map((point) => point.attributes['bookstore.dead_letter.reason']).sort();
  };
  assert.ok(
    await waitUntil(async () => (await counted()) !== undefined, 15_000),
    'the counter has not arrived',
  );
  assert.deepEqual(await counted(), ['invalid-body', 'not-json', 'too-large', 'unknown-order', 'wrong-type']);
  assert.equal((await checkoutTrace()).result.outcome, 'paid');
});

async function awaitDead(queue: string, messageId: string): Promise<GetMessage> {
  let found: GetMessage | undefined;
  const arrived = await waitUntil(async () => {
    const message = await channel.get(`${queue}.dead`, { noAck: true });
    if (message && message.properties.messageId === messageId) found = message;
    return found !== undefined;
  }, 10_000);
  assert.ok(arrived && found, 'nothing arrived in the dead-letter queue');
  return found;
}
