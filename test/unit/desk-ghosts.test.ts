import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { HeldTrace } from '../../lab/desk/store/trace-store.ts';
import type { Span } from '../../lab/desk/telemetry-types.ts';
import { describeTrace } from '../../lab/desk/trace/describe-trace.ts';
import { outlineTrace } from '../../lab/desk/trace/outline-trace.ts';
import { aSpan, aWholeCheckout, spanId } from './desk-spans.ts';

const MINE = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);

test('When a checkout is whole, then no span is missed', () => {
  assert.deepEqual(describe(aWholeCheckout()).ghosts, []);
});

for (const span of aWholeCheckout().filter(({ name }) => !['POST /checkout', 'INSERT'].includes(name))) {
  test(`When "${span.name}" of ${span.service} is missing, then its ghost hangs where it should be`, () => {
    const { ghosts, rows, spans } = describe(aWholeCheckout().filter(({ spanId: id }) => id !== span.spanId));
    const [ghost] = ghosts;
    assert.ok(ghost);
    assert.deepEqual([ghost.service, ghost.name, ghosts.length], [span.service, span.name, 1]);
    assert.equal(spans[rows[ghost.parentRow]?.spanIndex ?? -1]?.spanId, span.parentSpanId);
    assert.equal(ghost.depth, (rows[ghost.parentRow]?.depth ?? 0) + 1);
    assert.equal(ghost.instead, null);
  });
}

test('When "charge card" is missing, then it is drawn before what comes after it', () => {
  const { ghosts, rows, spans } = describe(aWholeCheckout().filter(({ name }) => name !== 'charge card'));
  assert.equal(spans[rows[ghosts[0]?.beforeRow ?? -1]?.spanIndex ?? -1]?.name, 'INSERT payments');
});

test('When the worker began a trace of its own, then the ghost says in which one the span is', () => {
  const order = { 'bookstore.order.id': 'order-1' };
  const [before, behind] = [aWholeCheckout().slice(0, 5), aWholeCheckout().slice(5)];
  const mine = [...before, ...aWholeCheckout().slice(9, 11)].map((span) => ({
    ...span,
    attributes: { ...span.attributes, ...order },
  }));
  const theirs = behind.map((span) => ({ ...span, traceId: OTHER, attributes: order }));
  const detail = describe(mine, [held(OTHER, theirs)]);
  assert.deepEqual(
    detail.ghosts.map(({ name, instead }) => [name, instead?.traceId, instead?.spanId]),
    [['process order.placed', OTHER, spanId(6)]],
  );
  const drawn = outlineTrace(detail).lines.find(({ ghost }) => ghost !== null);
  assert.deepEqual([drawn?.startMs, drawn?.durationMs], [behind[0]?.startMs, behind[0]?.durationMs]);
});

test('When another order has such a span, then it is not taken for this order’s', () => {
  const order = (id: string) => ({ 'bookstore.order.id': id });
  const mine = aWholeCheckout()
    .slice(0, 5)
    .map((span) => ({ ...span, attributes: { ...span.attributes, ...order('order-1') } }));
  const theirs = [
    aSpan(5, null, { traceId: OTHER, attributes: order('order-1') }),
    aSpan(6, null, { ...aWholeCheckout()[5], traceId: OTHER, attributes: order('order-2') }),
  ];
  const ghost = describe(mine, [held(OTHER, theirs)]).ghosts.find(({ kind }) => kind === 'CONSUMER');
  assert.equal(ghost?.instead, null);
});

test('When the checkout was turned down, only repeated, or failed on the way, then nothing is missed behind that', () => {
  const [shop] = aWholeCheckout();
  assert.ok(shop);
  for (const code of [200, 400, 409, 503]) {
    const attributes: Span['attributes'] = { ...shop.attributes, 'http.response.status_code': code };
    assert.deepEqual(describe([{ ...shop, attributes }]).ghosts, []);
  }
  const upToProcess = aWholeCheckout().filter(
    ({ service, spanId: id }) => service !== 'payments-worker' || id === spanId(6),
  );
  const failed = upToProcess.map((span) =>
    span.spanId === spanId(6) ? { ...span, status: 'ERROR' as const } : span,
  );
  assert.deepEqual(describe(failed.filter(({ spanId: id }) => ![9, 15].map(spanId).includes(id))).ghosts, []);
});

test('When a trace is any tangle of spans, then ghosts and outline have their place in it', () => {
  const names = aWholeCheckout();
  const tangle = fc.array(fc.record({ of: fc.nat(names.length - 1), id: fc.nat(30), parent: fc.nat(32) }), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(tangle, (parts) => {
      const detail = describe(
        parts.map(({ of, id, parent }) => ({ ...aSpan(id, parent), ...pick(names[of]) })),
      );
      for (const { parentRow, beforeRow } of detail.ghosts) {
        assert.ok(parentRow < beforeRow && beforeRow <= detail.rows.length);
      }
      const { lines, spanCount } = outlineTrace(detail);
      assert.equal(lines.length, Math.min(40, spanCount + detail.ghosts.length));
    }),
  );
});

function pick(span: Span | undefined): Partial<Span> {
  return span ? { service: span.service, name: span.name, kind: span.kind, attributes: span.attributes } : {};
}

function describe(spans: Span[], others: HeldTrace[] = []) {
  return describeTrace(held(MINE, spans), () => others);
}

function held(traceId: string, spans: Span[]): HeldTrace {
  return { traceId, spans, logs: [], bytes: 0, updatedMs: 0, droppedSpans: 0 };
}
