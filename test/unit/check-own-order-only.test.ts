import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownOrderOnly } from '../../lab/checks/expect/own-order-only.ts';
import { evidenceOf, made, OTHER_TRACE } from './made-up-evidence.ts';

const expectation = ownOrderOnly({ service: 'orders', name: 'POST /orders' });
const publish = (orderId: string, more = {}) =>
  made('orders', 'publish order.placed', { attributes: { 'bookstore.order.id': orderId }, ...more });

test('When a trace names its own order alone, then it holds', async () => {
  const evidence = evidenceOf([publish('mine'), made('orders', 'POST /orders')], { orderId: 'mine' });
  assert.equal(await expectation.judge(evidence), undefined);
});

test('When a checkout was not accepted, then there is no order to compare with', async () => {
  assert.equal(await expectation.judge(evidenceOf([publish('other')], { orderId: null })), undefined);
});

test('When a trace names another order, then the earliest such span is told, with both traces', async () => {
  const [guest] = evidenceOf([], {
    orderId: 'other',
    caller: { traceId: OTHER_TRACE, spanId: 'c'.repeat(16) },
  }).checkouts;
  assert.ok(guest);
  const late = made('payments-worker', 'publish payment.settled', {
    attributes: { 'bookstore.order.id': 'other' },
    startMs: 9_000_000_000_000,
  });
  const evidence = evidenceOf([late, publish('other')], { orderId: 'mine' }, [guest]);
  const finding = await expectation.judge(evidence);
  assert.equal(finding?.diagnosis, 'in-another-orders-trace');
  assert.match(finding?.expected ?? '', /publish order\.placed.+other.+its own trace, bbbbbbbb/);
  assert.match(finding?.found ?? '', /aaaaaaaa.+order mine/);
  assert.deepEqual(finding?.traceIds, [OTHER_TRACE, 'a'.repeat(32)]);
});
