// Where personal data is found, and what is said of a link that does not fit.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeLink } from '../../lab/checks/expect/exemplar-link-fits.ts';
import { findText } from '../../lab/checks/find-text.ts';
import { aSpan } from './desk-spans.ts';

const EMAIL = /robin@example/;
const text = 'sold to robin@example.com';

for (const [where, span] of [
  ['the name of a span', { name: text }],
  ['a status message', { statusMessage: text }],
  ['the attribute note', { attributes: { note: text } }],
  ['the attribute people', { attributes: { people: ['nobody', { mail: text }] } }],
  ['the name of an event', { events: [{ name: text, timeMs: 1, attributes: {} }] }],
  ['the attribute note of an event', { events: [{ name: 'sold', timeMs: 1, attributes: { note: text } }] }],
] as const)
  test(`When a span has an address in ${where}, then that is where it is found, and nowhere else`, () => {
    assert.deepEqual(findText(aSpan(1, null, structuredClone(span) as object), EMAIL), [where]);
  });

test('When a log line has an address, then in its text or in an attribute', () => {
  const log = { timeMs: 1, service: 'orders', severity: 'info', body: text, traceId: null, spanId: null };
  const attributes = { note: text, other: 1 };
  assert.deepEqual(findText({ ...log, attributes }, EMAIL), ['the text of a log line', 'the attribute note']);
  assert.deepEqual(findText({ ...log, body: '****', attributes: {} }, EMAIL), []);
});

const sources = (link?: { name: string; datasourceUid: string }) => ({
  datasources: [
    { uid: 'prometheus', type: 'prometheus', jsonData: { exemplarTraceIdDestinations: link ? [link] : [] } },
    { uid: 'loki', type: 'loki', jsonData: { exemplarTraceIdDestinations: [] } },
    { uid: 'tempo', type: 'tempo', jsonData: { exemplarTraceIdDestinations: [] } },
  ],
});
const labels = ['trace_id', 'span_id'];

for (const [what, given, found] of [
  ['fits', sources({ name: 'trace_id', datasourceUid: 'tempo' }), undefined],
  ['is not there', sources(), /names none/],
  [
    'takes another label',
    sources({ name: 'traceID', datasourceUid: 'tempo' }),
    /label traceID; exemplars carry span_id and trace_id/,
  ],
  [
    'leads to a name',
    sources({ name: 'trace_id', datasourceUid: 'Tempo' }),
    /“Tempo”.*uids prometheus, loki, tempo/,
  ],
  ['leads to logs', sources({ name: 'trace_id', datasourceUid: 'loki' }), /holds no traces/],
  ['is in a file that is broken', 'bad indentation', /cannot be read: bad indentation/],
] as const)
  test(`When the link of exemplars ${what}, then ${found ? 'it is called unlinked' : 'nothing is wrong'}`, () => {
    const finding = judgeLink(given, labels, 'a/file.yaml');
    assert.equal(finding?.diagnosis, found && 'exemplar-unlinked');
    if (found) assert.match(finding?.found ?? '', found);
  });

test('When there is no exemplar, then a link to nothing does not count as right', () => {
  const finding = judgeLink(sources({ name: 'trace_id', datasourceUid: 'tempo' }), [], 'a/file.yaml');
  assert.match(finding?.found ?? '', /no exemplar/);
});
