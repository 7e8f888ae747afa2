import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import type { DeskStatus, TraceDetail } from '../../lab/desk/trace-views.ts';
import { aTraceRequest, startDesk } from './desk-process.ts';

const desk = await startDesk({ after });
const ID = 'a1'.repeat(16);
const status = () => desk.get<DeskStatus>('/api/status');

test('When spans come plain, gzipped or deflated, then all are answered {} and can be read back', async () => {
  const body = (name: string, at: number) =>
    Buffer.from(JSON.stringify(aTraceRequest(`${at}`.repeat(32), [name])));
  for (const [at, [encoding, pack]] of Object.entries({
    identity: Buffer.from,
    gzip: gzipSync,
    deflate: deflateSync,
  }).entries()) {
    const response = await desk.post('traces', pack(body(encoding, at + 1)), {
      'Content-Encoding': encoding,
    });
    assert.deepEqual([response.status, await response.json()], [200, {}]);
    const trace = await desk.get<TraceDetail>(`/api/traces/${`${at + 1}`.repeat(32)}`);
    assert.equal(trace.spans[0]?.name, encoding);
  }
});

test('When one span of two is unusable, then the answer is a partial success and the other is held', async () => {
  const response = await desk.post('traces', {
    resourceSpans: [aTraceRequest(ID, ['good']), aTraceRequest('bad', ['bad'])].flatMap((one) =>
      'resourceSpans' in one ? one.resourceSpans : [],
    ),
  });
  const { partialSuccess } = (await response.json()) as { partialSuccess: Record<string, string> };
  assert.deepEqual(partialSuccess, { rejectedSpans: '1', errorMessage: 'span-trace-id-invalid: 1' });
  assert.equal((await status()).refused['span-trace-id-invalid'], 1);
});

const BOMB = gzipSync(Buffer.alloc(200 * 1048576, ' '));
const REFUSED: [
  what: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
  status: number,
  detail: RegExp,
][] = [
  ['no JSON', '{"resourceSpans":', {}, 400, /not valid JSON/],
  ['JSON, but a list', '[]', {}, 400, /an object is expected/],
  ['not gzip at all', 'plain', { 'Content-Encoding': 'gzip' }, 400, /not valid gzip/],
  ['half a gzip', gzipSync('{}').subarray(0, 12), { 'Content-Encoding': 'gzip' }, 400, /not valid gzip/],
  ['a gzip bomb of 200 MB', BOMB, { 'Content-Encoding': 'gzip' }, 413, /at most 8 MB/],
  ['100 MB', Buffer.alloc(100 * 1048576), {}, 413, /at most 8 MB/],
  [
    'protobuf',
    'x',
    { 'Content-Type': 'application/x-protobuf' },
    415,
    /OTEL_EXPORTER_OTLP_PROTOCOL=http\/json/,
  ],
  ['a million empty lists', `[${'[],'.repeat(1_000_000)}0]`, {}, 413, /a million JSON values/],
  ['plain text', '{}', { 'Content-Type': 'text/plain' }, 415, /http\/json/],
  ['an unknown encoding', '{}', { 'Content-Encoding': 'br' }, 415, /Send gzip/],
  ['an encoding named like a property', '{}', { 'Content-Encoding': 'constructor' }, 415, /Send gzip/],
];
for (const [what, body, headers, code, detail] of REFUSED) {
  test(`When the body is ${what}, then the answer is ${code} as problem+json and it is counted`, async () => {
    const refusals = async () =>
      Object.values((await status()).refused).reduce((sum, count) => sum + count, 0);
    const before = await refusals();
    const response = await desk.post('traces', body, headers);
    assert.equal(response.status, code);
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.match(((await response.json()) as { detail: string }).detail, detail);
    assert.equal(await refusals(), before + 1);
  });
}

test('When 100 MB come in chunks without a length, then the answer is 413 and memory stays', async () => {
  const chunk = Buffer.alloc(1048576, ' ');
  const code = await new Promise((resolve, reject) => {
    const post = request(`${desk.url}/v1/traces`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
    });
    post.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
    let left = 100;
    const write = (): void => {
      while (left > 0) {
        left -= 1;
        if (!post.write(chunk)) return void post.once('drain', write);
      }
      post.end();
    };
    write();
  });
  assert.equal(code, 413);
});

test('When more is being sent at once than the desk has room for, then one is told to come back, and later all is well', async () => {
  const headers = { 'Content-Type': 'application/json', 'Content-Length': 7_900_000 };
  const posts = ['traces', 'logs', 'metrics', 'traces', 'logs'].map((signal) => {
    const post = request(`${desk.url}/v1/${signal}`, { method: 'POST', headers }).on('error', () => {});
    post.write(Buffer.alloc(7_800_000, ' '));
    return post;
  });
  const [response] = await Promise.any(posts.map((post) => once(post, 'response')));
  assert.deepEqual([response.statusCode, response.headers['retry-after']], [503, '1']);
  for (const post of posts) post.destroy();
  assert.equal((await desk.post('traces', {})).status, 200);
});

test('When the method or the path is wrong, then the answer is 405 with Allow, or 404', async () => {
  const wrongMethod = await fetch(`${desk.url}/v1/logs`);
  assert.deepEqual([wrongMethod.status, wrongMethod.headers.get('allow')], [405, 'POST']);
  const wrongPath = await fetch(`${desk.url}/v1/profiles`, { method: 'POST' });
  assert.deepEqual(
    [wrongPath.status, wrongPath.headers.get('content-type')],
    [404, 'application/problem+json; charset=utf-8'],
  );
});

test('When an exporter speaks gRPC to the port, then it is counted for the learner to see', async () => {
  const socket = connect(Number(new URL(desk.url).port), '127.0.0.1');
  socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  await new Promise((resolve) => socket.on('close', resolve).resume());
  assert.equal((await status()).refused['not-http-1.1'], 1);
});

test('When a sender hangs up in the middle of a body, then the desk goes on', async () => {
  const socket = connect(Number(new URL(desk.url).port), '127.0.0.1');
  socket.write(
    'POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"res',
  );
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.destroy();
  assert.equal((await desk.post('traces', {})).status, 200);
});
