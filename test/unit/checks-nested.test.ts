import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nested } from '../../lab/checks/expect/nested.ts';
import type { Finding } from '../../lab/checks/finding.ts';
import type { Span } from '../../lab/desk/telemetry-types.ts';
import { aSpan } from './desk-spans.ts';
import { evidenceOf } from './made-up-evidence.ts';

const charge = { service: 'payments-worker', name: 'charge card' };
const call = { service: 'payments-worker', name: 'POST' };
const aConsumer = (more: Partial<Span> = {}) =>
  aSpan(1, null, { service: 'payments-worker', name: 'process order.placed', kind: 'CONSUMER', ...more });
const aCharge = (more: Partial<Span> = {}) =>
  aSpan(2, 1, { ...charge, startMs: 1_010, durationMs: 40, ...more });
const aCall = (parent: number | null, more: Partial<Span> = {}) =>
  aSpan(3, parent, { ...call, kind: 'CLIENT', startMs: 1_012, durationMs: 30, ...more });

const judge = (spans: Span[]) => nested(charge, call).judge(evidenceOf(spans)) as Finding | undefined;

const CASES: Array<{ when: string; spans: Span[]; diagnosis: string | undefined }> = [
  {
    when: 'the call runs inside the charge',
    spans: [aConsumer(), aCharge(), aCall(2)],
    diagnosis: undefined,
  },
  { when: 'there is no span for the charge', spans: [aConsumer(), aCall(1)], diagnosis: 'span-missing' },
  { when: 'there is no span for the call', spans: [aConsumer(), aCharge()], diagnosis: 'span-missing' },
  { when: 'the charge is never ended', spans: [aConsumer(), aCall(2)], diagnosis: 'span-not-ended' },
  {
    when: 'the charge was not active when the call was made',
    spans: [aConsumer(), aCharge(), aCall(1)],
    diagnosis: 'wrong-parent',
  },
  { when: 'the call has no parent', spans: [aConsumer(), aCharge(), aCall(null)], diagnosis: 'no-parent' },
  {
    when: 'the charge ended before the call did',
    spans: [aConsumer(), aCharge({ durationMs: 0.3 }), aCall(2)],
    diagnosis: 'span-ended-early',
  },
  {
    when: 'one of two calls is outside the charge',
    spans: [aConsumer(), aCharge(), aCall(2), aCall(1, { spanId: '4'.repeat(16) })],
    diagnosis: 'wrong-parent',
  },
  {
    when: 'the end of the call is a rounding later',
    spans: [aConsumer(), aCharge({ durationMs: 31 }), aCall(2)],
    diagnosis: undefined,
  },
  {
    when: 'the consumer itself has lost its producer and nothing is in it',
    spans: [aConsumer({ parentSpanId: 'c'.repeat(16) })],
    diagnosis: 'span-missing',
  },
];

for (const { when, spans, diagnosis } of CASES) {
  test(`When ${when}, then the nesting is ${diagnosis ?? 'right'}`, () => {
    assert.equal(judge(spans)?.diagnosis, diagnosis);
  });
}

test('When a span never arrived, then its id is named', () => {
  assert.match(judge([aConsumer(), aCall(2)])?.found ?? '', /0000000000000002/);
});
