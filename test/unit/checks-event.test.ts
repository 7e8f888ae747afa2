import assert from 'node:assert/strict';
import { test } from 'node:test';
import { event } from '../../lab/checks/expect/event.ts';
import type { Finding } from '../../lab/checks/finding.ts';
import type { SpanEvent } from '../../lab/desk/telemetry-types.ts';
import { aSpan } from './desk-spans.ts';
import { evidenceOf } from './made-up-evidence.ts';

const charge = { service: 'payments-worker', name: 'charge card' };
const retry = (attributes: SpanEvent['attributes']) => ({ name: 'retry', timeMs: 1_000, attributes });
const exception = { name: 'exception', timeMs: 1_000, attributes: {} };
const wanted = { name: 'retry', each: [{ attempt: 2 }, { attempt: 3 }] };

const CASES: Array<{ when: string; events: SpanEvent[]; diagnosis: string | undefined }> = [
  {
    when: 'each event is there',
    events: [retry({ attempt: 2, more: 'x' }), retry({ attempt: 3 }), exception],
    diagnosis: undefined,
  },
  { when: 'there is no event', events: [], diagnosis: 'event-missing' },
  { when: 'one is missing', events: [retry({ attempt: 2 })], diagnosis: 'event-missing' },
  { when: 'it does not say which attempt', events: [retry({}), retry({})], diagnosis: 'attribute-missing' },
  {
    when: 'it counts from one',
    events: [retry({ attempt: 1 }), retry({ attempt: 2 })],
    diagnosis: 'attribute-wrong',
  },
];

for (const { when, events, diagnosis } of CASES) {
  test(`When ${when}, then the events are ${diagnosis ?? 'right'}`, () => {
    const found = event(charge, wanted).judge(evidenceOf([aSpan(1, null, { ...charge, events })]));
    assert.equal((found as Finding | undefined)?.diagnosis, diagnosis);
  });
}
