import assert from 'node:assert/strict';
import { request } from 'node:http';
import { before, test } from 'node:test';
import { addresses } from '../running-lab.ts';

const TRACE = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const GOOD = `00-${TRACE}-bbbbbbbbbbbbbbbb-01`;

// `joins`: W3C says to go on with the caller's trace; else a fresh one must start. https://www.w3.org/TR/trace-context/
const CASES: Array<{ when: string; headers: Record<string, string | string[]>; joins: boolean }> = [
  { when: 'traceparent is good', headers: { traceparent: GOOD }, joins: true },
  {
    when: 'traceparent is of a later version',
    headers: { traceparent: `cc${GOOD.slice(2)}-what-comes` },
    joins: true,
  },
  { when: 'traceparent is text', headers: { traceparent: 'hello' }, joins: false },
  { when: 'traceparent is of version ff', headers: { traceparent: `ff${GOOD.slice(2)}` }, joins: false },
  {
    when: 'the trace id is all zero',
    headers: { traceparent: `00-${'0'.repeat(32)}-bbbbbbbbbbbbbbbb-01` },
    joins: false,
  },
  {
    when: 'the parent id is all zero',
    headers: { traceparent: `00-${TRACE}-${'0'.repeat(16)}-01` },
    joins: false,
  },
  { when: 'the trace id is in capitals', headers: { traceparent: GOOD.toUpperCase() }, joins: false },
  {
    when: 'traceparent is there twice',
    headers: { traceparent: [GOOD, GOOD.replace('a', 'c')] },
    joins: false,
  },
  { when: 'traceparent is 20 kB long', headers: { traceparent: GOOD + '0'.repeat(20_000) }, joins: false },
  { when: 'tracestate is malformed', headers: { traceparent: GOOD, tracestate: ',,==,\t=;' }, joins: true },
  {
    when: 'tracestate is there twice',
    headers: { traceparent: GOOD, tracestate: ['a=1', 'b=2'] },
    joins: true,
  },
  {
    when: 'tracestate is 20 kB long',
    headers: { traceparent: GOOD, tracestate: `a=${'x'.repeat(20_000)}` },
    joins: true,
  },
  {
    when: 'baggage is badly encoded',
    headers: { traceparent: GOOD, baggage: 'a=%E0%A4%A,%=%,=' },
    joins: true,
  },
  { when: 'baggage is there twice', headers: { traceparent: GOOD, baggage: ['a=1', 'a=2'] }, joins: true },
  {
    when: 'baggage is 20 kB long',
    headers: { traceparent: GOOD, baggage: `a=${'x'.repeat(20_000)}` },
    joins: true,
  },
  {
    when: 'baggage has 1,000 entries',
    headers: { traceparent: GOOD, baggage: Array.from({ length: 1_000 }, (_, i) => `k${i}=v`).join(',') },
    joins: true,
  },
];

let shop: string;
before(async () => {
  shop = (await addresses()).storefront;
});

for (const { when, headers, joins } of CASES) {
  test(`When ${when}, then the order is accepted in ${joins ? "the caller's" : 'a fresh'} trace`, async () => {
    const { status, traceId } = await buy(headers);
    assert.equal(status, 201);
    assert.match(traceId, /^[0-9a-f]{32}$/);
    assert.notEqual(traceId, '0'.repeat(32));
    assert.equal(traceId === TRACE, joins);
  });
}

// node:http, because fetch would join a header that is sent twice.
function buy(headers: Record<string, string | string[]>): Promise<{ status: number; traceId: string }> {
  const body = JSON.stringify({
    customer: { name: 'Robin Reader', email: 'robin@example.com', address: '1 Span Street' },
    lines: [{ bookId: 'tail-risk', quantity: 1 }],
    card: { number: '4242424242424242' },
  });
  return new Promise((resolve, reject) => {
    const asked = request(`${shop}/checkout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    });
    asked.once('error', reject);
    asked.once('response', async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, traceId: JSON.parse(text).traceId });
    });
    asked.end(body);
  });
}
