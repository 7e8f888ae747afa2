// Every signal of a checkout, read back from where it is stored.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { awaitStoredTrace } from '../../lab/checkout/await-stored-trace.ts';
import { type CheckoutResult, driveCheckout } from '../../lab/checkout/drive-checkout.ts';
import type { TraceDetail } from '../../lab/desk/trace-views.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import type { TraceQuery } from '../../lab/stores/trace-store.ts';
import { addresses } from '../running-lab.ts';
import { any, findSpan, PAID_CHECKOUT, PAID_CHECKOUT_LOGS } from '../telemetry/paid-checkout.ts';
import { stores } from './running-stores.ts';

const STORED_LIMIT_MS = 20_000;
const FOUND_LIMIT_MS = 60_000; // Tempo finds a trace once it has been quiet

let paid: CheckoutResult;
let slow: CheckoutResult;
let failed: CheckoutResult;
let trace: TraceDetail;
let startedMs: number;

before(async () => {
  const startMs = Date.now();
  const { storefront } = await addresses();
  [paid, slow, failed] = await Promise.all([
    driveCheckout(storefront),
    driveCheckout(storefront, { totalUsd: 501 }),
    driveCheckout(storefront, { card: 'timeout' }),
  ]);
  assert.deepEqual([paid.outcome, slow.outcome, failed.outcome], ['paid', 'paid', 'failed']);
  assert.ok(paid.traceId);
  const stored = await awaitStoredTrace(await stores(), paid.traceId, STORED_LIMIT_MS);
  assert.ok(stored, 'no span of the checkout is stored');
  startedMs = startMs;
  trace = stored;
});

for (const expected of PAID_CHECKOUT) {
  test(`When a checkout is paid, then "${expected.name}" of ${expected.service} is stored under ${expected.parent ?? 'nothing'}`, () => {
    const span = findSpan(trace.spans, expected);
    const parent = PAID_CHECKOUT.find(({ id }) => id === expected.parent);
    assert.equal(span.parentSpanId, parent ? findSpan(trace.spans, parent).spanId : null);
    for (const [name, value] of Object.entries(expected.attributes)) {
      // On compose a part is called by its name.
      if (value === any || name === 'server.address')
        assert.notEqual(span.attributes[name], undefined, `attribute ${name} is missing`);
      else assert.deepEqual(span.attributes[name], value, `attribute ${name}`);
    }
  });
}

test('When a checkout is paid, then its stored trace has no other span and no gap', () => {
  assert.equal(trace.spans.length, PAID_CHECKOUT.length);
  assert.equal(trace.complete, true);
  assert.deepEqual(trace.problems, []);
});

test('When a checkout is over, then its trace is found by order id, by error and by duration', async () => {
  const { traces } = await stores();
  const ofOrder = ({ orderId }: CheckoutResult) => ({
    attributes: { 'bookstore.order.id': orderId ?? assert.fail('no order') },
    sinceMs: startedMs,
  });
  const queries: { of: CheckoutResult; query: TraceQuery }[] = [
    { of: paid, query: ofOrder(paid) },
    { of: failed, query: { service: 'payments-worker', status: 'ERROR', sinceMs: startedMs } },
    { of: slow, query: { ...ofOrder(slow), service: 'payments-worker', longerThanMs: 1_000 } },
  ];
  for (const { of, query } of queries) {
    const isFound = async () => (await traces.find(query)).includes(of.traceId ?? '');
    assert.ok(
      await waitUntil(isFound, FOUND_LIMIT_MS, 500),
      `${JSON.stringify(query)} does not find ${of.traceId}`,
    );
  }
  assert.deepEqual(await traces.find({ ...ofOrder(paid), status: 'ERROR' }), []);
});

test('When a checkout is over, then TraceQL finds its trace, too', async (t) => {
  const { traceql, name } = (await stores()).traces;
  if (!traceql) return t.skip(`${name} has no TraceQL`);
  const ofOrder = ({ orderId }: CheckoutResult) => `span.bookstore.order.id = "${orderId}"`;
  const queries = [
    { of: paid, query: `{ ${ofOrder(paid)} }` },
    { of: failed, query: `{ ${ofOrder(failed)} } && { status = error }` },
    { of: slow, query: `{ ${ofOrder(slow)} && trace:duration > 1s }` },
  ];
  for (const { of, query } of queries) {
    const isFound = async () => (await traceql(query)).includes(of.traceId ?? '');
    assert.ok(await waitUntil(isFound, FOUND_LIMIT_MS, 500), `${query} does not find ${of.traceId}`);
  }
  assert.deepEqual(await traceql(`{ ${ofOrder(paid)} } && { status = error }`), []);
});

test('When a checkout is paid, then the log lines of all three services are stored by its trace id', () => {
  const byBody = (a: { body: unknown }, b: { body: unknown }) => String(a.body).localeCompare(String(b.body));
  const lines = trace.logs.map(({ service, body, spanId }) => ({ service, body, spanId }));
  const expected = PAID_CHECKOUT_LOGS.map(({ service, body, span }) => {
    const owner = PAID_CHECKOUT.find(({ id }) => id === span);
    assert.ok(owner);
    return { service, body, spanId: findSpan(trace.spans, owner).spanId };
  });
  assert.deepEqual(lines.sort(byBody), expected.sort(byBody));
});
