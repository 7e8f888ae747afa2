import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import type { Log, Metric, Span, TraceDetail, TraceSummary } from '../../lab/desk/telemetry-types.ts';
import { aTraceRequest, startDesk } from './desk-process.ts';

const desk = await startDesk({ after });
const ORDERED = 'b2'.repeat(16);
const FAILED = 'c3'.repeat(16);
const SCRIPT = '<script>alert(1)</script>';
await desk.post(
  'traces',
  aTraceRequest(ORDERED, ['POST /checkout', SCRIPT], {
    attributes: [{ key: 'bookstore.order.id', value: { stringValue: 'o-1=x' } }],
  }),
);
await desk.post(
  'traces',
  aTraceRequest(FAILED, ['charge card'], { status: { code: 2 }, parentSpanId: 'f'.repeat(16) }),
);
const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'orders' } }] };
const aLog = (traceId: string, body: string) => ({
  timeUnixNano: '1795247054000000000',
  severityNumber: 9,
  body: { stringValue: body },
  traceId,
  spanId: '0000000000000001',
});
await desk.post('logs', {
  resourceLogs: [{ resource, scopeLogs: [{ logRecords: [aLog(ORDERED, 'placed'), aLog('', 'started')] }] }],
});
await desk.post('metrics', {
  resourceMetrics: [
    {
      resource,
      scopeMetrics: [
        {
          metrics: [
            {
              name: 'lag',
              unit: 's',
              gauge: { dataPoints: [{ timeUnixNano: '1795247054000000000', asInt: 3 }] },
            },
          ],
        },
      ],
    },
  ],
});

async function traceIds(query: string): Promise<string[]> {
  const { traces } = await desk.get<{ traces: TraceSummary[] }>(`/api/traces?${query}`);
  return traces.map((trace) => trace.traceId).sort();
}

for (const [query, expected] of [
  ['', [ORDERED, FAILED]],
  ['error=true', [FAILED]],
  ['name=charge card', [FAILED]],
  ['service=orders&limit=1', [FAILED]],
  ['service=storefront', []],
  ['attribute=bookstore.order.id=o-1=x', [ORDERED]],
  ['attribute=bookstore.order.id=o-1', []],
] as const) {
  test(`When traces are asked for with "${query}", then exactly the right ones come`, async () => {
    assert.deepEqual(await traceIds(query), expected);
  });
}

test('When a trace is read, then spans, logs, rows and problems come together', async () => {
  const trace = await desk.get<TraceDetail>(`/api/traces/${ORDERED.toUpperCase()}`);
  assert.deepEqual(
    trace.rows.map((row) => row.depth),
    [0, 1],
  );
  assert.deepEqual(
    trace.logs.map((log) => log.body),
    ['placed'],
  );
  assert.equal(trace.complete, true);
  const failed = await desk.get<TraceDetail>(`/api/traces/${FAILED}`);
  assert.deepEqual(
    failed.problems.map((problem) => problem.kind),
    ['missing-parent'],
  );
});

test('When spans, logs or metrics are asked for, then the filters hold', async () => {
  const { spans } = await desk.get<{ spans: Span[] }>('/api/spans?name=charge card&service=orders');
  assert.deepEqual(
    spans.map((span) => [span.traceId, span.status]),
    [[FAILED, 'ERROR']],
  );
  const { logs } = await desk.get<{ logs: Log[] }>('/api/logs');
  assert.deepEqual(logs.map((log) => log.body).sort(), ['placed', 'started']);
  const { metrics } = await desk.get<{ metrics: Metric[] }>('/api/metrics?name=lag');
  assert.deepEqual(
    metrics.map((metric) => [metric.service, metric.points[0]?.value]),
    [['orders', 3]],
  );
});

for (const [path, code] of [
  ['/api/traces/xyz', 400],
  [`/api/traces/${'0'.repeat(32)}`, 400],
  [`/api/traces/${'1'.repeat(32)}`, 404],
  ['/api/traces?limit=0', 400],
  ['/api/traces?limt=5', 400],
  ['/api/spans?attribute=novalue', 400],
  ['/api/logs?traceId=xyz', 400],
  ['/api/nothing', 404],
  ['/assets/../main.ts', 404],
  ['/assets/%2e%2e/main.ts', 404],
  ['/traces/%ff', 400],
] as const) {
  test(`When ${path} is asked for, then the answer is ${code} as problem+json`, async () => {
    const response = await rawGet(path);
    assert.deepEqual([response.status, response.type], [code, 'application/problem+json; charset=utf-8']);
  });
}

for (const [host, code] of [
  ['localhost:8090', 200],
  ['desk.localhost', 200],
  ['[::1]:8090', 200],
  ['evil.example', 403],
  ['127.0.0.1.evil.example', 403],
  ['localhost@evil.example', 403],
] as const) {
  test(`When the Host header is ${host}, then the answer is ${code}`, async () => {
    assert.equal((await rawGet('/api/status', host)).status, code);
  });
}

test('When a page is opened, then only its own scripts and styles may run', async () => {
  for (const path of ['/', `/traces/${ORDERED}`]) {
    const response = await fetch(desk.url + path);
    assert.equal(response.status, 200);
    assert.match(
      response.headers.get('content-security-policy') ?? '',
      /default-src 'none';script-src 'self';style-src 'self'/,
    );
  }
});

test('When a page listens to one trace, then it hears that it is absent, then its growth, and nothing of others', async () => {
  const wanted = 'd4'.repeat(16);
  const events = await listen(`/api/events?traceId=${wanted}`);
  assert.match(await events.next('absent'), /trace-unknown/);
  await desk.post('traces', aTraceRequest('e5'.repeat(16), ['other']));
  await events.next('status');
  assert.deepEqual([events.count('absent'), events.count('trace')], [1, 0]);
  await desk.post('traces', aTraceRequest(wanted, ['mine', 'mine too']));
  const summary = JSON.parse(await events.next('trace')) as TraceSummary;
  assert.deepEqual([summary.traceId, summary.spanCount], [wanted, 2]);
  events.close();
});

test('When the list listens, then a burst on one trace comes as one event, and counts follow', async () => {
  const events = await listen('/api/events');
  await events.next('status');
  for (let burst = 0; burst < 5; burst += 1)
    await desk.post('traces', aTraceRequest('f6'.repeat(16), ['a', 'b'].slice(0, burst + 1)));
  const first = JSON.parse(await events.next('trace')) as TraceSummary;
  assert.equal(first.traceId, 'f6'.repeat(16));
  assert.ok(events.count('trace') <= 2);
  events.close();
});

test('When two desks want one port, then the second says so in one line and exits 1', async () => {
  const port = new URL(desk.url).port;
  const { spawnSync } = await import('node:child_process');
  const second = spawnSync(process.execPath, ['lab/desk/main.ts'], {
    env: { PATH: process.env.PATH, PORT: port },
    encoding: 'utf8',
    cwd: `${import.meta.dirname}/../..`,
  });
  assert.equal(second.status, 1);
  assert.match(second.stderr, /^Port \d+ is taken: .*\n$/);
});

test('When SIGTERM comes while a page listens, then the desk exits 0 and the stream ends', async (t) => {
  const own = await startDesk(t);
  const stream = await fetch(`${own.url}/api/events`);
  own.child.kill('SIGTERM');
  const [code] = await once(own.child, 'exit', { signal: AbortSignal.timeout(5000) });
  assert.equal(code, 0);
  await stream.text().catch(() => 'cut off');
});

/** A GET whose path and Host header go out as they are written here. */
async function rawGet(
  path: string,
  host = 'localhost',
): Promise<{ status: number | undefined; type: string | undefined }> {
  const get = request({ port: new URL(desk.url).port, host: '127.0.0.1', path, headers: { Host: host } });
  const [response] = await once(get.end(), 'response', { signal: AbortSignal.timeout(5000) });
  return { status: response.resume().statusCode, type: response.headers['content-type'] };
}

/** Reads server-sent events; `next` resolves with the data of the next event of that name. */
async function listen(path: string) {
  const socket = connect(Number(new URL(desk.url).port), '127.0.0.1').setEncoding('utf8');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  let text = '';
  let read = 0;
  socket.on('data', (chunk) => {
    text += chunk;
  });
  const next = async (name: string): Promise<string> => {
    for (;;) {
      const event = new RegExp(`event: ${name}\\ndata: (.*)\\n`, 'g');
      event.lastIndex = read;
      const match = event.exec(text);
      if (match) {
        read = event.lastIndex;
        return match[1] ?? '';
      }
      await once(socket, 'data', { signal: AbortSignal.timeout(5000) });
    }
  };
  return {
    next,
    count: (name: string) => text.split(`event: ${name}\n`).length - 1,
    close: () => socket.destroy(),
  };
}
