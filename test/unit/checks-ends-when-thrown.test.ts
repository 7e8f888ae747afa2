import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endsWhenThrown } from '../../lab/checks/expect/ends-when-thrown.ts';
import type { Finding } from '../../lab/checks/finding.ts';
import type { Span } from '../../lab/desk/telemetry-types.ts';
import { aSpan } from './desk-spans.ts';
import { evidenceOf } from './made-up-evidence.ts';

const outer = { service: 'payments-worker', name: 'process order.placed' };
const inner = { service: 'payments-worker', name: 'validate payment' };
const handled = (id: number, status: Span['status']) =>
  aSpan(id, null, { ...outer, kind: 'CONSUMER', status });
const validated = (id: number, parent: number) => aSpan(id, parent, inner);
const paid = [handled(1, 'UNSET'), validated(2, 1)];

const CASES: Array<{ when: string; spans: Span[]; diagnosis: string | undefined }> = [
  { when: 'both have ended', spans: [...paid, handled(3, 'ERROR'), validated(4, 3)], diagnosis: undefined },
  { when: 'the inner one has not', spans: [...paid, handled(3, 'ERROR')], diagnosis: 'span-not-ended' },
  {
    when: 'one of two attempts has not ended',
    spans: [...paid, handled(3, 'ERROR'), validated(4, 3), handled(5, 'ERROR')],
    diagnosis: 'span-not-ended',
  },
  {
    when: 'the error was swallowed',
    spans: [...paid, handled(3, 'UNSET'), validated(4, 3)],
    diagnosis: 'status-wrong',
  },
  { when: 'the message still waits', spans: paid, diagnosis: 'not-settled' },
  { when: 'nothing was handled at all', spans: [], diagnosis: 'not-settled' },
];

for (const { when, spans, diagnosis } of CASES) {
  test(`When ${when}, then it is ${diagnosis ?? 'right'}`, () => {
    const found = endsWhenThrown(outer, inner).judge(evidenceOf(spans)) as Finding | undefined;
    assert.equal(found?.diagnosis, diagnosis);
  });
}
