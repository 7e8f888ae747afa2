import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Span } from '../../lab/desk/telemetry-types.ts';
import { chargesOf, checkoutTrace, stockOf } from '../running-lab.ts';

const isGatewayCall = (span: Span) =>
  span.service === 'payments-worker' && span.attributes['url.path'] === '/charges';
const exceptionsOf = (span: Span) => span.events.filter((event) => event.name === 'exception');

test('When a card is declined, then the order is declined, stock is back, and nothing is an error', async () => {
  const before = await stockOf('woven-bookmark');
  const { result, trace } = await checkoutTrace({ card: 'declined', totalUsd: 7 });
  assert.equal(result.outcome, 'declined');
  assert.deepEqual(
    trace.spans.filter((span) => span.status === 'ERROR'),
    [],
  );
  assert.equal(await stockOf('woven-bookmark'), before);
  const settled = trace.spans.find((span) => span.name === 'process payment.settled');
  assert.deepEqual(
    settled?.events.map((event) => event.name),
    ['stock given back'],
  );
});

test('When the bank never answers, then the calls are bounded, the failure is recorded once, and no money is taken', async () => {
  const before = await stockOf('woven-bookmark');
  const { result, trace } = await checkoutTrace({ card: 'timeout', totalUsd: 7 });
  assert.equal(result.outcome, 'failed');
  const calls = trace.spans.filter(isGatewayCall);
  assert.equal(calls.length, 3);
  assert.ok(
    calls.every((span) => span.status === 'ERROR' && span.attributes['error.type'] === 'DeadlineExceeded'),
  );
  const charge = trace.spans.find((span) => span.name === 'charge card');
  assert.equal(charge?.status, 'ERROR');
  assert.deepEqual(
    charge?.events.map((event) => event.name),
    ['retry', 'retry', 'exception'],
  );
  assert.equal(trace.spans.flatMap(exceptionsOf).length, 1);
  assert.deepEqual(trace.spans.filter((span) => span.status === 'ERROR').length, calls.length + 1);
  assert.deepEqual(await chargesOf(result.orderId), []);
  assert.equal(await stockOf('woven-bookmark'), before);
});

test('When a basket costs more than $500, then the bank takes 1 to 3 s, in the span of its call', async () => {
  const { trace } = await checkoutTrace({ totalUsd: 501 });
  const [call] = trace.spans.filter(isGatewayCall);
  assert.ok(call && call.durationMs >= 1_000 && call.durationMs <= 3_100, `${call?.durationMs} ms`);
});

test('When a basket costs $500, then the bank does not review it', async () => {
  const { trace } = await checkoutTrace({ totalUsd: 500 });
  const [call] = trace.spans.filter(isGatewayCall);
  assert.ok(call && call.durationMs < 1_000, `${call?.durationMs} ms`);
});
