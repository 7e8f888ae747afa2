// The ladder of causes: for each way to lose an edge, the most specific thing that the evidence shows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DrivenCheckout } from '../../lab/checks/evidence.ts';
import { edge } from '../../lab/checks/expect/edge.ts';
import type { Span } from '../../lab/desk/telemetry-types.ts';
import { evidenceOf, made, message, OTHER_TRACE, spanId, TRACE } from './made-up-evidence.ts';

const FROM = { service: 'orders', name: 'publish order.placed' };
const TO = { service: 'payments-worker', name: 'process order.placed' };
const GOOD = `00-${TRACE}-${spanId(FROM.name)}-01`;
const publish = made(FROM.service, FROM.name, { kind: 'PRODUCER' });
const child = made(TO.service, TO.name, { kind: 'CONSUMER', parentSpanId: publish.spanId });
const own = { ...child, traceId: OTHER_TRACE, parentSpanId: null };
const carried = (traceparent: unknown, more: Partial<DrivenCheckout> = {}) => ({
  messages: [message('order.placed', traceparent === undefined ? {} : { traceparent })],
  ...more,
});

type Row = [
  what: string,
  spans: Span[],
  more: Partial<DrivenCheckout>,
  diagnosis: string | undefined,
  found: RegExp,
];
const link = { traceId: TRACE, spanId: publish.spanId, attributes: {} };
const rows: Row[] = [
  ['the edge is there', [publish, child], carried(GOOD), undefined, /^$/],
  [
    'the message carries nothing',
    [publish, own],
    carried(undefined),
    'header-absent',
    /carried no traceparent\. So/,
  ],
  [
    'the message carries a header of our own',
    [publish, own],
    { messages: [message('order.placed', { 'x-trace': 'a' })] },
    'header-absent',
    /only x-trace/,
  ],
  ['the header is nonsense', [publish, own], carried('00-1-2-3'), 'header-malformed', /"00-1-2-3"/],
  ['the header is bytes', [publish, own], carried(Buffer.from(GOOD)), 'header-malformed', /bytes/],
  [
    'the header is all zero',
    [publish, own],
    carried(`00-${'0'.repeat(32)}-${spanId('x')}-01`),
    'header-malformed',
    /is none/,
  ],
  [
    'the header is doubled',
    [publish, own],
    carried(`${GOOD}, ${GOOD}`),
    'header-doubled',
    /two traceparents/,
  ],
  ['the header is good and ignored', [publish, own], carried(GOOD), 'header-ignored', /right traceparent/],
  [
    'the consumer links instead',
    [publish, { ...own, links: [link] }],
    carried(GOOD),
    'linked-not-parent',
    /links to trace aaaaaaaa/,
  ],
  [
    'the header is of another trace',
    [publish, own],
    carried(`00-${'c'.repeat(32)}-${spanId('x')}-01`),
    'header-of-another-trace',
    /cccccccc/,
  ],
  [
    'the header names another span',
    [publish, made('orders', 'POST /orders'), { ...child, parentSpanId: spanId('POST /orders') }],
    carried(`00-${TRACE}-${spanId('POST /orders')}-01`),
    'header-of-another-span',
    /“POST \/orders” \(orders\)/,
  ],
  [
    'the parent is another span, in spite of the header',
    [publish, { ...child, parentSpanId: spanId('gone') }],
    carried(GOOD),
    'wrong-parent',
    /nobody has sent/,
  ],
  ['the producer made no span', [child], carried(GOOD), 'span-missing', /There is none/],
  [
    'the consumer made another span',
    [publish, made(TO.service, 'work')],
    carried(GOOD),
    'span-missing',
    /has there: work/,
  ],
  [
    'the trace is not sampled',
    [publish],
    carried(`00-${TRACE}-${spanId('x')}-00`),
    'sampled-out',
    /not sampled/,
  ],
  [
    'both ends are in another trace, joined',
    [
      { ...publish, traceId: OTHER_TRACE },
      { ...child, traceId: OTHER_TRACE },
    ],
    carried(`00-${OTHER_TRACE}-${publish.spanId}-01`),
    'in-another-trace',
    /in trace bbbbbbbb/,
  ],
];

for (const [what, spans, more, diagnosis, found] of rows)
  test(`When ${what}, then the finding is ${diagnosis ?? 'none'}`, async () => {
    const finding = await edge(FROM, TO, { sender: 'a.ts', receiver: 'b.ts' }).judge(evidenceOf(spans, more));
    assert.equal(finding?.diagnosis, diagnosis, JSON.stringify(finding));
    assert.match(finding?.found ?? '', found);
  });

test('When a service has sent nothing at all, then that is said, and nothing about its spans', async () => {
  const evidence = evidenceOf([publish], carried(GOOD));
  const finding = await edge(FROM, TO).judge({ ...evidence, heard: ['storefront', 'orders'] });
  assert.equal(finding?.diagnosis, 'service-silent');
});

test('When a message carries the trace of another order, then both orders are named', async () => {
  const [other] = evidenceOf([], {
    orderId: 'other-order',
    caller: { traceId: OTHER_TRACE, spanId: spanId('x') },
  }).checkouts;
  assert.ok(other);
  const evidence = evidenceOf([publish, own], carried(`00-${OTHER_TRACE}-${spanId('x')}-01`), [other]);
  const finding = await edge(FROM, TO, { of: ['first'] }).judge(evidence);
  assert.equal(finding?.diagnosis, 'in-another-orders-trace');
  assert.match(finding?.found ?? '', /of order 1111.* another order, other-order/);
});

test('When both checkouts are meant and one lacks the edge, then it does not hold', async () => {
  const [broken] = evidenceOf([publish, own], { ...carried(undefined), name: 'second' }).checkouts;
  assert.ok(broken);
  const evidence = evidenceOf([publish, child], carried(GOOD), [broken]);
  assert.equal((await edge(FROM, TO).judge(evidence))?.diagnosis, 'header-absent');
  assert.equal(await edge(FROM, TO, { of: ['first'] }).judge(evidence), undefined);
});
