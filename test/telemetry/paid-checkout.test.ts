import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { TraceDetail } from '../../lab/desk/trace-views.ts';
import { checkoutTrace } from '../running-lab.ts';
import { any, findSpan, PAID_CHECKOUT, PAID_CHECKOUT_LOGS } from './paid-checkout.ts';

let trace: TraceDetail;
before(async () => {
  ({ trace } = await checkoutTrace());
});

for (const expected of PAID_CHECKOUT) {
  test(`When a checkout is paid, then ${expected.service} sends "${expected.name}" under ${expected.parent ?? 'nothing'}`, () => {
    const span = findSpan(trace.spans, expected);
    const parent = PAID_CHECKOUT.find(({ id }) => id === expected.parent);
    assert.equal(span.parentSpanId, parent ? findSpan(trace.spans, parent).spanId : null);
    assert.equal(span.kind, expected.kind);
    assert.equal(span.status, 'UNSET');
    assert.deepEqual(span.events, []);
    assert.deepEqual(span.links, []);
    for (const [name, value] of Object.entries(expected.attributes)) {
      if (value === any) assert.notEqual(span.attributes[name], undefined, `attribute ${name} is missing`);
      else assert.deepEqual(span.attributes[name], value, `attribute ${name}`);
    }
  });
}

test('When a checkout is paid, then its trace has no other span', () => {
  const names = (spans: Array<{ service: string; name: string }>) =>
    spans.map(({ service, name }) => `${service} ${name}`).sort();
  assert.deepEqual(names(trace.spans), names(PAID_CHECKOUT));
});

test('When a checkout is paid, then its trace is complete and without a problem', () => {
  assert.equal(trace.complete, true);
  assert.deepEqual(trace.problems, []);
});

test('When a checkout is paid, then the log lines of all three services join its trace and their span', () => {
  const lines = trace.logs.map(({ service, body, spanId }) => ({ service, body, spanId }));
  const expected = PAID_CHECKOUT_LOGS.map(({ service, body, span }) => {
    const owner = PAID_CHECKOUT.find(({ id }) => id === span);
    assert.ok(owner);
    return { service, body, spanId: findSpan(trace.spans, owner).spanId };
  });
  const byBody = (a: { body: unknown }, b: { body: unknown }) => String(a.body).localeCompare(String(b.body));
  assert.deepEqual(lines.sort(byBody), expected.sort(byBody));
});

test('When a checkout is paid, then the order id is one and the same on every service, spans and logs', () => {
  const values = [...trace.spans, ...trace.logs].flatMap(
    ({ attributes }) => attributes['bookstore.order.id'] ?? [],
  );
  assert.equal(new Set(values).size, 1);
  assert.ok(values.length >= 9, `only ${values.length} spans and log lines carry it`);
});

test('When a checkout is paid, then no name, e-mail, address or card number is in its telemetry', () => {
  const text = JSON.stringify(trace);
  for (const secret of ['Robin', 'robin@example.com', 'Traceville', '4242424242424242']) {
    assert.ok(!text.includes(secret), `${secret} is in the telemetry`);
  }
});

test('When a shopper buys by the API, then the baggage of the storefront reaches the worker through outbox and queue', () => {
  const consumer = PAID_CHECKOUT.find(({ id }) => id === 'process placed');
  assert.ok(consumer);
  assert.equal(findSpan(trace.spans, consumer).attributes['bookstore.sales.channel'], 'api');
});
