import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesSpan } from '../../lab/checks/answers/names-span.ts';
import { numberIn } from '../../lab/checks/answers/number-in.ts';
import { selfTimeMs } from '../../lab/checks/answers/self-time-ms.ts';
import { aSpan } from './desk-spans.ts';

const at = (startMs: number, durationMs: number) => ({ startMs, durationMs });

const SELF_TIMES = [
  { when: 'a span has no child', children: [], selfMs: 100 },
  { when: 'two children follow each other', children: [at(0, 20), at(30, 30)], selfMs: 50 },
  { when: 'two children overlap', children: [at(0, 40), at(20, 40)], selfMs: 40 },
  { when: 'one child lies within another', children: [at(0, 60), at(20, 10)], selfMs: 40 },
  { when: 'a child outlives the span', children: [at(90, 500)], selfMs: 90 },
  { when: 'a child begins after the end', children: [at(150, 500)], selfMs: 100 },
];

for (const { when, children, selfMs } of SELF_TIMES) {
  test(`When ${when}, then its self time is ${selfMs} ms`, () => {
    const parent = aSpan(1, null, at(0, 100));
    const spans = [parent, ...children.map((times, index) => aSpan(index + 2, 1, times))];
    assert.equal(selfTimeMs(parent, spans), selfMs);
  });
}

const NUMBERS: Record<string, number | undefined> = {
  '17': 17,
  '17 spans': 17,
  '21.1 ms': 21.1,
  '$8,333': 8333,
  '$8.3k an hour': 8300,
  'about 8333.33': 8333.33,
  none: undefined,
  '': undefined,
  '3 or 4': undefined,
};

for (const [text, number] of Object.entries(NUMBERS)) {
  test(`When somebody types “${text}”, then the number is ${number}`, () => {
    assert.equal(numberIn(text), number);
  });
}

const call = { service: 'payments-worker', name: 'POST' };
const publish = { service: 'orders', name: 'publish order.placed' };
const NAMES = [
  { given: 'publish order.placed', span: publish, fully: false, right: true },
  { given: 'Publish order.placed (orders)', span: publish, fully: true, right: true },
  { given: 'orders: “publish order.placed”', span: publish, fully: true, right: true },
  { given: 'publish order.placed', span: publish, fully: true, right: false },
  { given: 'publish order.placed of payments-worker', span: publish, fully: false, right: false },
  { given: 'publish', span: publish, fully: false, right: false },
  { given: 'POST', span: call, fully: true, right: false },
  { given: 'POST of storefront', span: call, fully: true, right: false },
  { given: 'payments-worker POST', span: call, fully: true, right: true },
  { given: 'the span POST in payments-worker', span: call, fully: true, right: true },
  { given: 'POST /orders', span: call, fully: false, right: false },
];

for (const { given, span, fully, right } of NAMES) {
  test(`When somebody types “${given}”, then ${span.service} ${span.name} is ${right ? '' : 'not '}named`, () => {
    assert.equal(namesSpan(given, span, fully), right);
  });
}
