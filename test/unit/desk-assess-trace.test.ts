import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Span } from '../../lab/desk/telemetry-types.ts';
import { assessTrace } from '../../lab/desk/trace/assess-trace.ts';
import { aCheckout, aSpan, spanId } from './desk-spans.ts';

function kinds(spans: Span[], dropped = 0): string[] {
  return assessTrace(spans, dropped).problems.map((problem) => problem.kind);
}

test('When every hop of a checkout arrived, then the trace is complete and has no problem', () => {
  assert.deepEqual(assessTrace(aCheckout()), { complete: true, problems: [] });
});

test('When the spans arrive in any order, then the verdict is the same', () => {
  assert.deepEqual(assessTrace(aCheckout().reverse()), { complete: true, problems: [] });
});

test('When the publish span is missing, then its consumer is named as the one without a parent', () => {
  const { complete, problems } = assessTrace(
    aCheckout().filter((span) => span.name !== 'publish order.placed'),
  );
  assert.equal(complete, false);
  assert.deepEqual(
    problems.map((problem) => [problem.kind, problem.spanIds]),
    [['missing-parent', [spanId(6)]]],
  );
  assert.match(problems[0]?.message ?? '', /“process order\.placed” \(payments-worker\)/);
});

test('When a placed order never reached the worker, then the service and the unread message are named', () => {
  const spans = aCheckout().slice(0, 5);
  assert.deepEqual(kinds(spans), ['missing-service', 'missing-consumer']);
  assert.equal(assessTrace(spans).complete, false);
});

test('When the settlement has not been processed yet, then the trace is not complete', () => {
  assert.deepEqual(kinds(aCheckout().slice(0, 8)), ['missing-consumer']);
});

test('When the broker refused the message, then no consumer is awaited for it', () => {
  const refused = aSpan(20, 3, {
    kind: 'PRODUCER',
    name: 'publish order.placed',
    status: 'ERROR',
    startMs: 1010,
  });
  assert.deepEqual(kinds([...aCheckout(), refused]), []);
});

test('When a checkout was turned down with 409, then no other service is awaited', () => {
  const attributes = {
    'http.request.method': 'POST',
    'http.route': '/checkout',
    'http.response.status_code': 409,
  };
  const spans = [aSpan(1, null, { service: 'storefront', kind: 'SERVER', attributes })];
  assert.deepEqual(assessTrace(spans), { complete: true, problems: [] });
});

test('When the caller brought its own trace, then the parent outside is not missing', () => {
  const [first, ...rest] = aCheckout();
  assert.ok(first);
  assert.deepEqual(kinds([{ ...first, parentSpanId: 'f'.repeat(16) }, ...rest]), []);
});

test('When a service other than the storefront has a parent outside, then it is missing', () => {
  assert.deepEqual(kinds([aSpan(1, 99, { kind: 'SERVER' })]), ['missing-parent']);
});

test('When there are two roots, then both are named', () => {
  const [problem] = assessTrace([aSpan(1, null), aSpan(2, null)]).problems;
  assert.deepEqual([problem?.kind, problem?.spanIds], ['several-roots', [spanId(1), spanId(2)]]);
});

test('When parents go round in a circle, then it is said and the trace is not complete', () => {
  const spans = [aSpan(1, null), aSpan(2, 4), aSpan(3, 2), aSpan(4, 3), aSpan(5, 5)];
  const { complete, problems } = assessTrace(spans);
  assert.equal(complete, false);
  assert.deepEqual(
    problems.map((problem) => [problem.kind, problem.spanIds]),
    [['parent-cycle', [spanId(2), spanId(5)]]],
  );
});

for (const [earlyMs, expected] of [
  [0.9, []],
  [1.1, ['clock-skew']],
] as const) {
  test(`When a child in another service starts ${earlyMs} ms before its parent, then problems are [${expected}] and it stays complete`, () => {
    const spans = [
      aSpan(1, null, { startMs: 1000 }),
      aSpan(2, 1, { service: 'other', startMs: 1000 - earlyMs }),
    ];
    assert.deepEqual(kinds(spans), expected);
    assert.equal(assessTrace(spans).complete, true);
  });
}

test('When a child of the same service starts early, then no clock is blamed', () => {
  assert.deepEqual(kinds([aSpan(1, null, { startMs: 1000 }), aSpan(2, 1, { startMs: 900 })]), []);
});

test('When a span id is used twice or a span ends before it starts, then it is said and the trace stays complete', () => {
  const spans = [aSpan(1, null), aSpan(2, 1), aSpan(2, 1, { durationMs: -3 })];
  assert.deepEqual(kinds(spans), ['duplicate-span-id', 'negative-duration']);
  assert.equal(assessTrace(spans).complete, true);
});

test('When only logs arrived, or spans did not fit, then the trace is not complete', () => {
  assert.deepEqual(kinds([]), ['no-spans']);
  assert.deepEqual(kinds(aCheckout(), 3), ['spans-dropped']);
});

test('When a trace is any tangle of spans, then it is judged, and complete only with one beginning', () => {
  const span = fc.record({
    id: fc.nat(12),
    parent: fc.option(fc.nat(14)),
    service: fc.constantFrom('storefront', 'orders', 'x'),
    kind: fc.constantFrom('SERVER' as const, 'PRODUCER' as const),
    startMs: fc.double({ min: 1, max: 1e6, noNaN: true }),
    durationMs: fc.integer({ min: -1000, max: 1000 }),
  });
  fc.assert(
    fc.property(fc.array(span, { maxLength: 20 }), (list) => {
      const spans = list.map(({ id, parent, ...more }) => aSpan(id, parent, more));
      const { complete, problems } = assessTrace(spans);
      const known = new Set(spans.map((one) => one.spanId));
      for (const problem of problems) assert.ok(problem.spanIds.every((id) => known.has(id)));
      if (complete) assert.ok(spans.filter((one) => one.parentSpanId === null).length <= 1);
    }),
    { numRuns: 2000 },
  );
});
