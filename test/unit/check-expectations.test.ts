// Each expectation on made-up evidence: what holds, and for what does not, the diagnosis.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expectation } from '../../lab/checks/chapter.ts';
import type { Evidence } from '../../lab/checks/evidence.ts';
import { atMostSpans } from '../../lab/checks/expect/at-most-spans.ts';
import { baggageArrives } from '../../lab/checks/expect/baggage-arrives.ts';
import { logsJoin } from '../../lab/checks/expect/logs-join.ts';
import { noSpan } from '../../lab/checks/expect/no-span.ts';
import { nowhere } from '../../lab/checks/expect/nowhere.ts';
import { oneTrace } from '../../lab/checks/expect/one-trace.ts';
import { span } from '../../lab/checks/expect/span.ts';
import { evidenceOf, made, madeLog, message, OTHER_TRACE } from './made-up-evidence.ts';

const CHARGE = { service: 'payments-worker', name: 'charge card' };
const exception = { name: 'exception', timeMs: 0, attributes: {} };
const retry = { name: 'retry', timeMs: 0, attributes: {} };
const charge = made(CHARGE.service, CHARGE.name, {
  kind: 'CLIENT',
  status: 'ERROR',
  attributes: { amount: 4_200, note: 'order 7' },
  events: [exception, retry],
});
const line = { service: 'orders', body: 'order settled' };
const place = made('orders', 'process payment.settled');
const joined = madeLog(line.service, line.body, { spanId: place.spanId });
const lines = (more: object) => evidenceOf([place], more);
const card = '4242424242424242';

type Row = [what: string, expectation: Expectation, evidence: Evidence, diagnosis: string | undefined];
const rows: Row[] = [
  ['a span is there', span(CHARGE), evidenceOf([charge]), undefined],
  ['a span is not there', span(CHARGE), evidenceOf([place]), 'span-missing'],
  [
    'all that is wished of a span holds',
    span(CHARGE, {
      kind: 'CLIENT',
      status: 'ERROR',
      events: ['retry'],
      exceptions: 1,
      attributes: { amount: 4_200, note: /^order \d$/ },
    }),
    evidenceOf([charge]),
    undefined,
  ],
  [
    'a number comes as text',
    span(CHARGE, { attributes: { note: 7 } }),
    evidenceOf([charge]),
    'attribute-wrong',
  ],
  [
    'an attribute has the wrong form',
    span(CHARGE, { attributes: { note: /^\d+$/ } }),
    evidenceOf([charge]),
    'attribute-wrong',
  ],
  [
    'an attribute is not what the checkout says',
    span(CHARGE, { attributes: { amount: ({ durationMs }) => durationMs } }),
    evidenceOf([charge]),
    'attribute-wrong',
  ],
  [
    'an attribute is not there',
    span(CHARGE, { attributes: { currency: 'USD' } }),
    evidenceOf([charge]),
    'attribute-missing',
  ],
  ['the kind is another', span(CHARGE, { kind: 'INTERNAL' }), evidenceOf([charge]), 'attribute-wrong'],
  [
    'a span failed that must not',
    span(CHARGE, { status: 'not ERROR' }),
    evidenceOf([charge]),
    'status-wrong',
  ],
  ['an event is not there', span(CHARGE, { events: ['refund'] }), evidenceOf([charge]), 'event-missing'],
  ['no exception was recorded', span(CHARGE, { exceptions: 2 }), evidenceOf([charge]), 'exception-missing'],
  [
    'an exception was recorded that must not',
    span(CHARGE, { exceptions: 0 }),
    evidenceOf([charge]),
    'exception-repeated',
  ],
  [
    'one of two spans of a name is good',
    span(CHARGE, { status: 'ERROR' }),
    evidenceOf([{ ...charge, status: 'UNSET' }, charge]),
    undefined,
  ],
  [
    'there is none of what must not be',
    noSpan('retry', ({ name }) => name === 'retry'),
    evidenceOf([charge]),
    undefined,
  ],
  [
    'what must not be is in another trace',
    noSpan('retry', ({ name }) => name === 'retry'),
    evidenceOf([made('orders', 'retry', { traceId: OTHER_TRACE })]),
    'span-unexpected',
  ],
  ['there are as many as allowed', atMostSpans(1, 'spans', () => true), evidenceOf([charge]), undefined],
  [
    'there are more than allowed',
    atMostSpans(1, 'spans', () => true),
    evidenceOf([charge, place]),
    'too-many-spans',
  ],
  ['all is in one trace', oneTrace(), evidenceOf([charge]), undefined],
  [
    'a part is in another trace',
    oneTrace(),
    evidenceOf([charge, { ...place, traceId: OTHER_TRACE }]),
    'in-another-trace',
  ],
  ['a log line carries its span', logsJoin([line]), lines({ logs: [joined] }), undefined],
  ['a log line never came', logsJoin([line]), lines({}), 'log-missing'],
  [
    'a log line has no trace',
    logsJoin([line]),
    lines({ looseLogs: [{ ...joined, traceId: null }] }),
    'log-without-trace',
  ],
  [
    'a log line has another trace',
    logsJoin([line]),
    lines({ looseLogs: [{ ...joined, traceId: OTHER_TRACE }] }),
    'log-of-another-trace',
  ],
  [
    'a log line has the span of nobody',
    logsJoin([line]),
    lines({ logs: [{ ...joined, spanId: null }] }),
    'log-of-another-trace',
  ],
  ['a text is nowhere', nowhere('the card number', card), evidenceOf([charge]), undefined],
  [
    'a text is in an event',
    nowhere('the card number', card),
    evidenceOf([{ ...charge, events: [{ ...retry, attributes: { card } }] }]),
    'personal-data',
  ],
  [
    'a text is in a log line',
    nowhere('the card number', card),
    lines({ looseLogs: [madeLog('orders', `paid by ${card}`)] }),
    'personal-data',
  ],
  [
    'a Collector has masked a text',
    nowhere('the card number', card),
    evidenceOf([{ ...charge, attributes: { 'card.number': '****', 'redaction.masked.count': 1 } }]),
    'personal-data',
  ],
  [
    'baggage has arrived',
    baggageArrives('amount', '9', CHARGE),
    evidenceOf([{ ...charge, attributes: { amount: '9' } }]),
    undefined,
  ],
  [
    'baggage has not arrived',
    baggageArrives('amount', '9', CHARGE),
    evidenceOf([charge], { messages: [message('order.placed', {})] }),
    'baggage-lost',
  ],
];

for (const [what, expectation, evidence, diagnosis] of rows)
  test(`When ${what}, then the finding is ${diagnosis ?? 'none'}`, async () => {
    const finding = await expectation.judge(evidence);
    assert.equal(finding?.diagnosis, diagnosis, JSON.stringify(finding));
    if (finding) assert.ok(finding.found && finding.expected && finding.look, JSON.stringify(finding));
  });

test('When an expectation is about a checkout that is not driven, then it cannot hold of nothing', () => {
  const evidence = evidenceOf([charge]);
  assert.throws(() => span(CHARGE, { of: ['typo'] }).judge(evidence), /“typo”, which it does not drive/);
  assert.throws(() => noSpan('retry', () => true).judge({ ...evidence, checkouts: [] }), /does not drive/);
});
