import assert from 'node:assert/strict';
import { connect } from 'amqplib';
import { driveCheckout } from '../../lab/checkout/drive-checkout.ts';
import { addresses } from '../running-lab.ts';

/** Everything that a dashboard shows: each outcome, a bad request, a message that nobody can process. */
export async function mixedLoad(): Promise<void> {
  const { storefront } = await addresses();
  const [paid, declined, failed, reviewed] = await Promise.all([
    driveCheckout(storefront),
    driveCheckout(storefront, { card: 'declined' }),
    driveCheckout(storefront, { card: 'timeout' }),
    driveCheckout(storefront, { totalUsd: 501 }),
    sendBadRequest(storefront),
    sendBadMessage(),
  ]);
  assert.deepEqual(
    [paid, declined, failed, reviewed].map(({ outcome }) => outcome),
    ['paid', 'declined', 'failed', 'paid'],
  );
}

async function sendBadRequest(storefront: string): Promise<void> {
  const { status } = await fetch(`${storefront}/checkout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: '{"lines":[]}',
  });
  assert.equal(status, 422);
}

async function sendBadMessage(): Promise<void> {
  const connection = await connect((await addresses()).rabbitmq);
  const channel = await connection.createConfirmChannel();
  channel.sendToQueue('payments-worker.order.placed', Buffer.from('{"orderId"'));
  await channel.waitForConfirms();
  await connection.close();
}
