import assert from 'node:assert/strict';
import { test } from 'node:test';
import v8 from 'node:v8';
import vm from 'node:vm';
import { decodeLogs } from '../../lab/desk/otlp/decode-logs.ts';
import { decodeSpans } from '../../lab/desk/otlp/decode-spans.ts';
import { estimateLogBytes, estimateSpanBytes } from '../../lab/desk/store/estimate-bytes.ts';

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc') as () => void;
const COUNT = 20_000;

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Texts of a database span or a log line, no two the same, as they come from JSON.parse. */
function anItem(n: number): unknown {
  const text = (key: string, value: string) => ({ key, value: { stringValue: `${value} ${n}` } });
  const attributes = [
    text('db.query.text', 'SELECT title FROM books'),
    text('db.namespace', 'bookstore'),
    text('server.address', '127.0.0.1'),
  ];
  const ids = {
    traceId: n.toString(16).padStart(32, 'a'),
    spanId: n.toString(16).padStart(16, 'b'),
    parentSpanId: n.toString(16).padStart(16, 'c'),
  };
  const time = {
    startTimeUnixNano: `179524705465${n}000`,
    endTimeUnixNano: `179524705466${n}000`,
    timeUnixNano: `179524705465${n}000`,
  };
  return JSON.parse(
    JSON.stringify({
      ...ids,
      ...time,
      name: `pg.query:SELECT ${n}`,
      kind: 3,
      attributes,
      body: { stringValue: `order placed ${n}` },
    }),
  );
}

for (const [what, decode, estimate] of [
  [
    'spans',
    (item: unknown, keep: (one: never) => void) =>
      decodeSpans({ resourceSpans: [{ scopeSpans: [{ spans: [item] }] }] }, keep as never, assert.fail),
    estimateSpanBytes,
  ],
  [
    'logs',
    (item: unknown, keep: (one: never) => void) =>
      decodeLogs({ resourceLogs: [{ scopeLogs: [{ logRecords: [item] }] }] }, keep as never, assert.fail),
    estimateLogBytes,
  ],
] as const) {
  test(`When ${COUNT} ${what} are held, then their estimate is within a quarter of the heap they take`, () => {
    const held = new Array<never>(COUNT);
    let estimated = 0;
    const before = heapBytes();
    for (let n = 0; n < COUNT; n += 1) {
      decode(anItem(n), (one) => {
        held[n] = one;
        estimated += estimate(one);
      });
    }
    const ratio = estimated / (heapBytes() - before);
    assert.ok(held.length === COUNT && ratio > 0.75 && ratio < 1.25, `estimate / heap = ${ratio.toFixed(2)}`);
  });
}
