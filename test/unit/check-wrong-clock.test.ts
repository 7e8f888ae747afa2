import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findWrongClock } from '../../lab/checks/find-wrong-clock.ts';
import type { LabError } from '../../lab/engine/lab-error.ts';
import { evidenceOf, made, OTHER_TRACE } from './made-up-evidence.ts';

const SENT_MS = 1_800_000_000_000;

/** What is said of a span of orders that begins so long after its checkout was sent; that one took 100 ms. */
function said(afterMs: number, order = 'mine', more = {}): string | undefined {
  const attributes = { 'bookstore.order.id': order };
  const span = made('orders', 'POST /orders', { startMs: SENT_MS + afterMs, attributes, ...more });
  const found: LabError | undefined = findWrongClock(evidenceOf([span], { orderId: 'mine' }));
  return found?.message;
}

test('When a span of the order begins while its checkout lasts, or a busy moment later, then no clock is wrong', () => {
  assert.equal(said(50), undefined);
  assert.equal(said(1_500), undefined);
});

test('When a span of the order begins seconds before or after its checkout, then that clock is wrong', () => {
  assert.match(said(-5_000) ?? '', /^The clock of orders is 5\.0 s behind/);
  assert.match(said(5_100) ?? '', /^The clock of orders is 5\.0 s ahead/);
  assert.match(said(5_100, 'mine', { traceId: OTHER_TRACE }) ?? '', /5\.0 s ahead/);
});

test('When a trace has spans of another order too, then these say nothing about a clock', () => {
  assert.equal(said(60_000, 'other'), undefined);
  assert.equal(said(-60_000, 'other', { traceId: OTHER_TRACE }), undefined);
});
