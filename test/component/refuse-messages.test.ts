import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from 'amqplib';
import { refuseMessages } from '../../lab/checks/stage/refuse-messages.ts';
import { addresses } from '../running-lab.ts';

const EXCHANGE = 'test.refused';

/** What the broker says to a message: 'taken', or why not. */
async function publish(url: string): Promise<string> {
  const connection = await connect(url);
  connection.on('error', () => {});
  try {
    const channel = await connection.createConfirmChannel();
    channel.on('error', () => {});
    return await new Promise<string>((resolve) => {
      channel.on('error', (error: Error) => resolve(error.message));
      channel.publish(EXCHANGE, '', Buffer.from('{}'), {}, (error) => error || resolve('taken'));
    });
  } finally {
    await connection.close();
  }
}

test('When a message is refused, then nobody can publish it; and when that is over, then its place is free', async () => {
  const { rabbitmq } = await addresses();
  const refusal = await refuseMessages(rabbitmq, EXCHANGE);
  assert.match(await publish(rabbitmq), /ACCESS_REFUSED|403/);
  await refusal.end();
  await refusal.end();
  assert.match(await publish(rabbitmq), /NOT_FOUND|404/);
});
