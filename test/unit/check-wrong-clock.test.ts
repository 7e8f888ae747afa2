import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findWrongClock } from '../../lab/checks/find-wrong-clock.ts';
import { evidenceOf, made, OTHER_TRACE } from './made-up-evidence.ts';

const SENT_MS = 1_800_000_000_000;

/** A span of orders that begins so long after its checkout was sent; that one took 100 ms. */
function begun(afterMs: number, order = 'mine', more = {}) {
  const attributes = { 'bookstore.order.id': order };
  return made('orders', 'POST /orders', { startMs: SENT_MS + afterMs, attributes, ...more });
}

function said(...given: Parameters<typeof begun>): string | undefined {
  return findWrongClock(evidenceOf([begun(...given)], { orderId: 'mine' }))?.message;
}

test('When a span of the order begins while its checkout lasts, or a busy moment later, then no clock is wrong', () => {
  assert.equal(said(50), undefined);
  assert.equal(said(1_500), undefined);
});

test('When a span of the order begins seconds before or after its checkout, then that clock is wrong', () => {
  assert.match(said(-5_000) ?? '', /^The clock of orders is at least 5\.0 s behind/);
  assert.match(said(5_100) ?? '', /^The clock of orders is at least 5\.0 s ahead/);
  assert.match(said(5_100, 'mine', { traceId: OTHER_TRACE }) ?? '', /5\.0 s ahead/);
});

test('When several checkouts show that a clock is wrong, then the one that shows most of it is told', () => {
  const quick = evidenceOf([begun(5_100)], { orderId: 'mine' });
  const long = { orderId: 'mine', durationMs: 2_400 };
  const evidence = evidenceOf([begun(5_100)], long, quick.checkouts);
  assert.match(findWrongClock(evidence)?.message ?? '', /at least 5\.0 s ahead/);
});

test('When a trace has spans of another order too, then these say nothing about a clock', () => {
  assert.equal(said(60_000, 'other'), undefined);
  assert.equal(said(-60_000, 'other', { traceId: OTHER_TRACE }), undefined);
});

test('When a message comes once more after all is over, then the first time counts', () => {
  const spans = [begun(60_000), begun(50)];
  assert.equal(findWrongClock(evidenceOf(spans, { orderId: 'mine' })), undefined);
});

test('When an order is not settled, then its spans may begin whenever they like, but not before it', () => {
  const pending = { orderId: 'mine', outcome: 'pending' } as const;
  assert.equal(findWrongClock(evidenceOf([begun(60_000)], pending)), undefined);
  assert.ok(findWrongClock(evidenceOf([begun(-5_000)], pending)));
});
