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
  const last = aSpan(11, 6, { startMs: 1018.5, durationMs: 41, name: 'slow side job' });
  const critical = traceRows([...spans, parallel, last]).filter((row) => row.critical);
  assert.deepEqual(
    critical.map((row) => Number.parseInt(row.spanId, 16)),
    [1, 2, 3, 4, 5, 6, 11, 8, 9],
  );
});

test('When a consumer ends before the trace does, then it has decided nothing', () => {
  const spans = aCheckout().map((span) =>
    span.name === 'process payment.settled' ? { ...span, startMs: 1061, durationMs: 2 } : span,
  );
  const critical = traceRows(spans).filter((row) => row.critical);
  assert.deepEqual(
    critical.map((row) => Number.parseInt(row.spanId, 16)),
    [1, 2, 3, 4, 5, 6, 7, 8],
  );
});

test('When a span begins at the whole millisecond in which another ended, then both are on the critical path', () => {
  const spans = [
    aSpan(1, null, { startMs: 1000, durationMs: 20 }),
    aSpan(2, 1, { startMs: 1001, durationMs: 6.458 }),
    aSpan(3, 1, { startMs: 1007, durationMs: 13 }),
    aSpan(4, 1, { startMs: 1002, durationMs: 6.1 }),
  ];
  const critical = traceRows(spans).filter((row) => row.critical);
  assert.deepEqual(critical.map((row) => Number.parseInt(row.spanId, 16)).sort(), [1, 2, 3]);
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
  test(`When 8,000 spans are ${shape}, then they cost about eight times as much as 1,000, not sixty-four`, () => {
    const ratio = Math.min(...[1, 2, 3].map(() => cpuMs(8_000, parentOf) / cpuMs(1_000, parentOf)));
    assert.ok(ratio < 30, `${ratio.toFixed(1)} times`);
  });
}

/** Processor time of laying out and judging `count` spans; the best of some runs, since others use the machine too. */
function cpuMs(count: number, parentOf: (n: number) => number | null): number {
  const spans = Array.from({ length: count }, (_, n) => aSpan(n, parentOf(n)));
  const once = () => {
    const before = process.cpuUsage();
    assert.equal(traceRows(spans).length, count);
    assessTrace(spans);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  return Math.min(...[1, 2, 3, 4, 5].map(once));
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
