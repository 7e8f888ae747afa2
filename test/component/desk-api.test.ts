import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, test } from 'node:test';
import type { Log, Metric, Span } from '../../lab/desk/telemetry-types.ts';
import type { TraceDetail, TraceSummary } from '../../lab/desk/trace-views.ts';
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
    const inline = /<script>(.*?)<\/script>/s.exec(await response.text())?.[1] ?? '';
    const hash = createHash('sha256').update(inline).digest('base64');
    assert.ok(
      response.headers
        .get('content-security-policy')
        ?.includes(`default-src 'none';script-src 'self' 'sha256-${hash}';style-src 'self';`),
    );
  }
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
