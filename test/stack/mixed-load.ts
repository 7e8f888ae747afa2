import assert from 'node:assert/strict';
import { connect } from 'amqplib';
import { type CheckoutResult, driveCheckout } from '../../lab/checkout/drive-checkout.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { addresses } from '../running-lab.ts';
import { findSeries } from './ask-like-grafana.ts';

const ARRIVE_LIMIT_MS = 30_000;

/** Everything that a dashboard shows: each outcome, a bad request, a message that nobody can process. */
export async function mixedLoad(): Promise<CheckoutResult> {
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
  return paid;
}

/** Waits until the counters of what was done have reached Prometheus: only what grows after that has a rate. */
export async function untilCounted(): Promise<void> {
  const counted = async (metric: string) => (await findSeries(metric, true)).length > 0;
  const arrived = await waitUntil(
    async () =>
      (await counted('bookstore_orders_settled_total{bookstore_order_outcome="failed"}')) &&
      (await counted('bookstore_messages_dead_lettered_total')),
    ARRIVE_LIMIT_MS,
    500,
  );
  assert.ok(arrived, `the counters of the load have not reached Prometheus within ${ARRIVE_LIMIT_MS} ms`);
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
