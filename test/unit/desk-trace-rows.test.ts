import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Span } from '../../lab/desk/telemetry-types.ts';
import { assessTrace } from '../../lab/desk/trace/assess-trace.ts';
import { traceRows } from '../../lab/desk/trace/trace-rows.ts';
import { aCheckout, aSpan } from './desk-spans.ts';

/** Each row as its number, with one dot for each level. */
function outline(spans: Span[]): string[] {
  return traceRows(spans).map((row) => '.'.repeat(row.depth) + Number.parseInt(row.spanId, 16));
}

test('When a checkout is laid out, then it is depth-first with children by start', () => {
  assert.deepEqual(outline(aCheckout().reverse()), [
    '1',
    '.2',
    '..3',
    '...4',
    '...5',
    '....6',
    '.....7',
    '.....8',
    '......9',
  ]);
});

test('When a checkout is judged, then the critical path leads through the messages, past what ran inside a wait', () => {
  const spans = aCheckout();
  const parallel = aSpan(10, 6, { startMs: 1020, durationMs: 5, name: 'quick side job' });
  const last = aSpan(11, 6, { startMs: 1019.5, durationMs: 40, name: 'slow side job' });
  const critical = traceRows([...spans, parallel, last]).filter((row) => row.critical);
  assert.deepEqual(
    critical.map((row) => Number.parseInt(row.spanId, 16)),
    [1, 2, 3, 4, 5, 6, 11, 8, 9],
  );
});

test('When a parent is missing, then the orphan stands at the top with its mark, and its children below it', () => {
  const rows = traceRows([aSpan(1, null), aSpan(3, 2), aSpan(4, 3)]);
  assert.deepEqual(
    rows.map((row) => [row.depth, row.orphan]),
    [
      [0, false],
      [0, true],
      [1, false],
    ],
  );
});

test('When parents form circles, then each circle is cut at its earliest span', () => {
  assert.deepEqual(outline([aSpan(3, 2), aSpan(2, 4), aSpan(4, 3), aSpan(9, 4), aSpan(1, 1)]), [
    '1',
    '2',
    '.3',
    '..4',
    '...9',
  ]);
});

test('When a span id occurs twice, then both spans have a row, and children hang from the first', () => {
  const rows = traceRows([aSpan(1, null), aSpan(2, 1), aSpan(2, 1), aSpan(3, 2)]);
  assert.deepEqual(
    rows.map((row) => [row.spanIndex, row.depth]),
    [
      [0, 0],
      [1, 1],
      [3, 2],
      [2, 1],
    ],
  );
});

const SHAPES: Record<string, (n: number) => number | null> = {
  'one chain': (n) => (n === 0 ? null : n - 1),
  'one circle': (n) => (n + 4999) % 5000,
  '2,500 circles of two': (n) => n ^ 1,
  'all their own parent': (n) => n,
  'children of one': (n) => (n === 0 ? null : 0),
  'all orphans': (n) => n + 10_000,
};
for (const [shape, parentOf] of Object.entries(SHAPES)) {
  test(`When 5,000 spans are ${shape}, then they are laid out and judged within a second`, () => {
    const spans = Array.from({ length: 5000 }, (_, n) => aSpan(n, parentOf(n)));
    const startedMs = performance.now();
    assert.equal(traceRows(spans).length, 5000);
    assessTrace(spans);
    assert.ok(performance.now() - startedMs < 1000);
  });
}

test('When a trace is any tangle of spans, then every span has one row, one level at most below the row above', () => {
  const span = fc.record({
    id: fc.nat(12),
    parent: fc.option(fc.nat(14)),
    startMs: fc.nat(100),
    durationMs: fc.integer({ min: -50, max: 50 }),
  });
  fc.assert(
    fc.property(fc.array(span, { maxLength: 30 }), (list) => {
      const rows = traceRows(list.map(({ id, parent, ...more }) => aSpan(id, parent, more)));
      assert.deepEqual(
        rows.map((row) => row.spanIndex).sort((a, b) => a - b),
        list.map((_, at) => at),
      );
      for (const [at, row] of rows.entries()) assert.ok(row.depth <= (rows[at - 1]?.depth ?? -1) + 1);
      assert.ok(rows.length === 0 || rows.some((row) => row.critical));
    }),
    { numRuns: 2000 },
  );
});
