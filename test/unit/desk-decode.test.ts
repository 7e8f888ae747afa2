import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeAttributes } from '../../lab/desk/otlp/decode-attributes.ts';
import { decodeLogs } from '../../lab/desk/otlp/decode-logs.ts';
import { decodeMetrics, type SeriesPoint } from '../../lab/desk/otlp/decode-metrics.ts';
import { decodeSpans } from '../../lab/desk/otlp/decode-spans.ts';
import type { Log, Span } from '../../lab/desk/telemetry-types.ts';

type Decode<Item> = (request: unknown, keep: (item: Item) => void, refuse: (reason: string) => void) => void;

function collect<Item>(decode: Decode<Item>, request: unknown): { kept: Item[]; refused: string[] } {
  const kept: Item[] = [];
  const refused: string[] = [];
  decode(
    request,
    (item) => kept.push(item),
    (reason) => refused.push(reason),
  );
  return { kept, refused };
}

const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'orders' } }] };
const spansOf = (...spans: unknown[]) => ({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] });
const SPAN = {
  traceId: 'AB'.repeat(16),
  spanId: '0123456789abcdef',
  parentSpanId: '',
  name: 'POST /orders',
  kind: 2,
  startTimeUnixNano: '1795247054655123456',
  endTimeUnixNano: 1795247054667468000,
  status: { code: 2, message: 'no' },
  events: [
    {
      name: 'retry',
      timeUnixNano: '1795247054656000000',
      attributes: [{ key: 'attempt', value: { intValue: 2 } }],
    },
  ],
  links: [{ traceId: 'c'.repeat(32), spanId: 'd'.repeat(16) }, { traceId: 'short' }],
};

test('When a resource names its instance, then each of its spans does', () => {
  const named = {
    attributes: [...resource.attributes, { key: 'service.instance.id', value: { stringValue: 'orders-1' } }],
  };
  const request = { resourceSpans: [{ resource: named, scopeSpans: [{ spans: [SPAN] }] }] };
  assert.equal(collect<Span>(decodeSpans, request).kept[0]?.instance, 'orders-1');
  assert.equal(collect<Span>(decodeSpans, spansOf(SPAN)).kept[0]?.instance, undefined);
});

test('When a span comes in OTLP JSON, then ids are lower case, times are milliseconds, numbers have names', () => {
  const { kept, refused } = collect<Span>(decodeSpans, spansOf(SPAN));
  assert.deepEqual(refused, []);
  assert.deepEqual(kept, [
    {
      traceId: 'ab'.repeat(16),
      spanId: '0123456789abcdef',
      parentSpanId: null,
      service: 'orders',
      name: 'POST /orders',
      kind: 'SERVER',
      startMs: 1795247054655.123,
      durationMs: 12.345,
      status: 'ERROR',
      statusMessage: 'no',
      attributes: {},
      events: [{ name: 'retry', timeMs: 1795247054656, attributes: { attempt: 2 } }],
      links: [{ traceId: 'c'.repeat(32), spanId: 'd'.repeat(16), attributes: {} }],
    },
  ]);
});

for (const [flaw, reason] of [
  [{ traceId: '0'.repeat(32) }, 'span-trace-id-invalid'],
  [{ traceId: 'g'.repeat(32) }, 'span-trace-id-invalid'],
  [{ spanId: '1' }, 'span-id-invalid'],
  [{ startTimeUnixNano: '0' }, 'span-time-invalid'],
  [{ endTimeUnixNano: undefined }, 'span-time-invalid'],
  [{ endTimeUnixNano: '9'.repeat(40) }, 'span-time-invalid'],
] as const) {
  test(`When a span has ${JSON.stringify(flaw)}, then it alone is refused as ${reason}`, () => {
    const { kept, refused } = collect<Span>(decodeSpans, spansOf({ ...SPAN, ...flaw }, SPAN, null));
    assert.equal(kept.length, 1);
    assert.deepEqual(refused, [reason, 'span-not-an-object']);
  });
}

test('When logs come, then severity has its name, and one without a time is refused', () => {
  const logRecords = [
    {
      timeUnixNano: '1000000',
      severityNumber: 9,
      severityText: 'info',
      body: { stringValue: 'hi' },
      traceId: '',
      spanId: '',
    },
    { observedTimeUnixNano: '2000000', severityText: 'notice' },
    { severityNumber: 9 },
  ];
  const { kept, refused } = collect<Log>(decodeLogs, {
    resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }],
  });
  assert.deepEqual(
    kept.map(({ timeMs, severity, body, traceId }) => [timeMs, severity, body, traceId]),
    [
      [1, 'INFO', 'hi', null],
      [2, 'NOTICE', null, null],
    ],
  );
  assert.deepEqual(refused, ['log-time-invalid']);
});

test('When metrics come, then sums, gauges and histograms are read and other kinds refused', () => {
  const timeUnixNano = '5000000';
  const metrics = [
    { name: 'placed', unit: '{order}', sum: { dataPoints: [{ timeUnixNano, asInt: '7' }] } },
    { name: 'lag', unit: 's', gauge: { dataPoints: [{ timeUnixNano, asDouble: 0.5 }, { timeUnixNano }] } },
    {
      name: 'time',
      unit: 's',
      histogram: {
        dataPoints: [{ timeUnixNano, count: '3', sum: 6, explicitBounds: [1], bucketCounts: ['1', 2] }],
      },
    },
    { name: 'new', exponentialHistogram: {} },
  ];
  const { kept, refused } = collect<SeriesPoint>(decodeMetrics, {
    resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }],
  });
  const histogram = { count: 3, sum: 6, min: null, max: null, bounds: [1], bucketCounts: [1, 2] };
  assert.deepEqual(
    kept.map(({ name, type, point }) => [name, type, point.timeMs, point.value]),
    [
      ['placed', 'sum', 5, 7],
      ['lag', 'gauge', 5, 0.5],
      ['time', 'histogram', 5, histogram],
    ],
  );
  assert.deepEqual(refused, ['metric-point-invalid', 'metric-type-unsupported']);
});

test('When a request is any JSON in any place, then no decoder throws', () => {
  const hurt = fc.tuple(fc.constantFrom(...Object.keys(SPAN), 'attributes', 'body'), fc.jsonValue());
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(hurt, { maxLength: 4 }), (anything, flaws) => {
      const item = { ...SPAN, ...Object.fromEntries(flaws) };
      const requests = [
        anything,
        spansOf(anything, item),
        { resourceSpans: anything },
        { resourceSpans: [{ resource: anything, scopeSpans: [anything] }] },
      ];
      for (const request of requests) collect<Span>(decodeSpans, request);
      collect<Log>(decodeLogs, { resourceLogs: [{ scopeLogs: [{ logRecords: [anything, item] }] }] });
      const metrics = [
        { name: 'm', sum: { dataPoints: [anything, item] } },
        { name: 'h', histogram: { dataPoints: [{ ...item, count: 1, bucketCounts: anything }] } },
        anything,
      ];
      collect<SeriesPoint>(decodeMetrics, { resourceMetrics: [{ scopeMetrics: [{ metrics }] }] });
      decodeAttributes([{ key: 'k', value: anything }, anything]);
    }),
    { numRuns: 3000 },
  );
});
