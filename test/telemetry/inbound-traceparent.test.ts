import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { test } from 'node:test';
import type { Span } from '../../lab/desk/telemetry-types.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { addresses } from '../running-lab.ts';

const SPAN_LIMIT_MS = 5_000;
const FIRST = '00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01';
const SECOND = '00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-cccccccccccccccc-01';

const CASES: Array<{ when: string; sent: string[]; seen: string[] | undefined; joins: boolean }> = [
  { when: 'a caller sends no traceparent', sent: [], seen: undefined, joins: false },
  { when: 'a caller sends one traceparent', sent: [FIRST], seen: [FIRST], joins: true },
  {
    when: 'a caller sends two traceparents',
    sent: [FIRST, SECOND],
    seen: [`${FIRST}, ${SECOND}`],
    joins: false,
  },
  { when: 'a caller sends a malformed traceparent', sent: ['hello'], seen: ['hello'], joins: false },
];

for (const { when, sent, seen, joins } of CASES) {
  test(`When ${when}, then the SERVER span shows it as it came`, async () => {
    const span = await spanOfRequest(sent);
    assert.deepEqual(span.attributes['http.request.header.traceparent'], seen);
    assert.equal(span.parentSpanId, joins ? 'bbbbbbbbbbbbbbbb' : null);
  });
}

async function spanOfRequest(traceparent: string[]): Promise<Span> {
  const { orders, desk } = await addresses();
  const path = `/orders/${randomUUID()}`; // an order that does not exist: the answer does not matter
  await ask(`${orders}${path}`, traceparent);
  let span: Span | undefined;
  await waitUntil(async () => {
    const answer = await fetch(`${desk}/api/spans?attribute=${encodeURIComponent(`url.path=${path}`)}`);
    [span] = ((await answer.json()) as { spans: Span[] }).spans;
    return span !== undefined;
  }, SPAN_LIMIT_MS);
  assert.ok(span, `no span for ${path}`);
  return span;
}

// node:http, because fetch would join a header that is sent twice.
function ask(url: string, traceparent: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, traceparent.length > 0 ? { headers: { traceparent } } : {});
    asked.once('error', reject);
    asked.once('response', (response) => response.resume().once('end', resolve));
    asked.end();
  });
}
