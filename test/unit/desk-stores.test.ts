import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deskLimits } from '../../lab/desk/desk-limits.ts';
import { takeWithin } from '../../lab/desk/http/take-within.ts';
import { DeskCounters } from '../../lab/desk/store/desk-counters.ts';
import { estimateSpanBytes } from '../../lab/desk/store/estimate-bytes.ts';
import { LooseLogRing } from '../../lab/desk/store/loose-log-ring.ts';
import { MetricStore } from '../../lab/desk/store/metric-store.ts';
import { TraceStore } from '../../lab/desk/store/trace-store.ts';
import type { Log } from '../../lab/desk/telemetry-types.ts';
import { aSpan } from './desk-spans.ts';

const LIMITS = deskLimits(1048576);
const traceId = (n: number) => n.toString(16).padStart(32, '0');
const aLog = (n: number): Log => ({
  timeMs: n,
  service: 'orders',
  severity: 'INFO',
  body: `line ${n}`,
  traceId: null,
  spanId: null,
  attributes: {},
});

function aStore(limits = LIMITS) {
  const counters = new DeskCounters();
  return { counters, store: new TraceStore(limits, counters, () => {}) };
}

test('When more spans arrive than memory allows, then the oldest traces go, are counted and are known as dropped', () => {
  const { store, counters } = aStore();
  for (let n = 1; n <= 5000; n += 1) store.addSpan(aSpan(n, null, { traceId: traceId(n) }));
  assert.ok(store.held.bytes <= LIMITS.traceBytes && store.held.bytes > LIMITS.traceBytes * 0.95);
  assert.equal(store.held.spans + counters.dropped.spans, 5000);
  assert.equal(store.newestFirst()[0]?.traceId, traceId(5000));
  assert.ok(store.wasDropped(traceId(1)) && !store.wasDropped(traceId(5000)));
});

test('When a span of a dropped trace comes late, then it does not make a new, broken trace', () => {
  const { store, counters } = aStore({ ...LIMITS, traces: 1 });
  store.addSpan(aSpan(1, null, { traceId: traceId(1) }));
  store.addSpan(aSpan(2, null, { traceId: traceId(2) }));
  store.addSpan(aSpan(3, 1, { traceId: traceId(1) }));
  assert.equal(store.get(traceId(1)), undefined);
  assert.equal(counters.dropped.spans, 2);
});

test('When one trace grows without end, then it is cut and the others stay', () => {
  const { store, counters } = aStore();
  store.addSpan(aSpan(1, null, { traceId: traceId(1) }));
  for (let n = 2; n < 4000; n += 1) store.addSpan(aSpan(n, 1, { traceId: traceId(2) }));
  const runaway = store.get(traceId(2));
  assert.ok(store.get(traceId(1)) !== undefined && runaway !== undefined);
  assert.ok(runaway.bytes <= LIMITS.bytesPerTrace && runaway.droppedSpans > 0);
  assert.equal(counters.dropped.spans, runaway.droppedSpans);
});

test('When an exporter sends a span again, then it is held once; another span with its id is held too', () => {
  const { store, counters } = aStore();
  const span = aSpan(1, null);
  for (const sent of [span, { ...span }, { ...span, startMs: 7 }]) store.addSpan(sent);
  assert.equal(store.held.spans, 2);
  assert.deepEqual(counters.refused, { 'span-sent-twice': 1 });
});

test('When logs without a trace keep coming, then the newest stay and the rest is counted', () => {
  const counters = new DeskCounters();
  const ring = new LooseLogRing({ ...LIMITS, looseLogs: 3 }, counters);
  for (let n = 1; n <= 5; n += 1) ring.add(aLog(n));
  assert.deepEqual(
    ring.newestFirst().map((log) => log.timeMs),
    [5, 4, 3],
  );
  assert.equal(counters.dropped.logs, 2);
});

test('When a series sends again, then its latest point replaces the one before; too many series push the most silent out', () => {
  const counters = new DeskCounters();
  const metrics = new MetricStore({ ...LIMITS, series: 2 }, counters);
  const add = (queue: string, value: number) =>
    metrics.add({
      name: 'lag',
      unit: 's',
      type: 'gauge',
      service: 'orders',
      scope: 's',
      point: { attributes: { queue }, timeMs: 1, value },
    });
  for (const [queue, value] of [
    ['a', 1],
    ['b', 2],
    ['a', 3],
    ['c', 4],
  ] as const)
    add(queue, value);
  const points = metrics
    .find('lag', undefined)[0]
    ?.points.map((point) => [point.attributes.queue, point.value]);
  assert.deepEqual(points, [
    ['a', 3],
    ['c', 4],
  ]);
  assert.equal(counters.dropped.metricSeries, 1);
  assert.deepEqual(metrics.find('lag', 'storefront'), []);
});

test('When keys are made up for each span, then each is charged; a key that all share costs next to nothing', () => {
  const [shared, own] = [{ common: 1 }, { [`made up ${'k'.repeat(300)}`]: 1 }];
  estimateSpanBytes(aSpan(1, null, { attributes: shared }));
  const ofShared = estimateSpanBytes(aSpan(2, null, { attributes: shared }));
  assert.ok(estimateSpanBytes(aSpan(3, null, { attributes: own })) - ofShared > 600);
});

test('When an answer would be more than 16 MB, then it holds fewer items than asked for', () => {
  const items = new Array(30).fill(0);
  assert.equal(takeWithin(items, 100, () => 1048576).length, 16);
  assert.equal(takeWithin(items, 5, () => 1048576).length, 5);
});

test('When a span is big, then its estimate is at least the length of its texts', () => {
  const attributes = { text: 'x'.repeat(10_000), list: ['y'.repeat(5000)] };
  assert.ok(estimateSpanBytes(aSpan(1, null, { attributes })) > 15_000);
});
