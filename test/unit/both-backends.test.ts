// A second backend beside Tempo: what is said when spans are in one, in both, or in neither.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { Stage } from '../../lab/checks/chapter.ts';
import type { Evidence } from '../../lab/checks/evidence.ts';
import { inBothBackends } from '../../lab/checks/expect/in-both-backends.ts';
import { explainUndelivered } from '../../lab/checks/explain-undelivered.ts';
import type { Engine, EngineStatus, PartStatus, Sampling } from '../../lab/engine/engine.ts';
import { LabError } from '../../lab/engine/lab-error.ts';
import { evidenceOf, made, spanId, TRACE } from './made-up-evidence.ts';

const SEAM = 'an/overlay.yaml';
const NAMES = ['POST /checkout', 'POST /orders', 'process order.placed'];
const sent = NAMES.map((name) => made('orders', name));
const queue = (exporter: string, signal: string) => ({
  name: 'exporter_queue_capacity',
  labels: { exporter, data_type: signal },
  value: 200_000,
});
const OWN = [queue('otlp_grpc/traces', 'traces'), queue('otlp_http/logs', 'logs')];

/** Jaeger, Tempo and the Collector in one: spans by their names. */
async function backendsThat(t: TestContext, has: { jaeger: string[]; tempo: string[] }): Promise<string> {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/metrics')
      return response.end('otelcol_exporter_queue_size{exporter="otlp_grpc/traces",data_type="traces"} 0\n');
    const inTrial = path.startsWith('/api/v3/');
    const names = inTrial ? has.jaeger : has.tempo;
    if (inTrial && names.length === 0)
      return response.writeHead(404).end('{"error":{"httpCode":404,"message":"No traces found"}}');
    const id = (hex: string) => (inTrial ? hex : Buffer.from(hex, 'hex').toString('base64'));
    const times = { startTimeUnixNano: '1000000', endTimeUnixNano: '2000000' };
    const spans = names.map((name) => ({ traceId: id(TRACE), spanId: id(spanId(name)), name, ...times }));
    const data = { resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ spans }] }] };
    return response.end(JSON.stringify(inTrial ? { result: data } : { trace: data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function evidenceAt(url: string): Evidence {
  const evidence = evidenceOf(sent);
  const stores = { tempo: url, loki: url, prometheus: url, 'collector-metrics': [url] };
  return { ...evidence, addresses: { ...evidence.addresses, ...stores } };
}

function stageOf(trialJaeger: Engine['trialJaeger'], collectorAge = 10, sampling: Sampling = 'off'): Stage {
  const part = (name: string, uptimeSeconds: number) => ({ name, uptimeSeconds }) as PartStatus;
  const services = ['storefront', 'orders', 'payments-worker'].map((name) => part(name, 60));
  const parts = [...services, part('collector', collectorAge)];
  const status: EngineStatus = { engine: 'kind', phase: 'running', sampling, stores: 'grafana', parts };
  return { engine: { status: async () => status, trialJaeger }, say: () => {} } as unknown as Stage;
}

async function judge(t: TestContext, has: { jaeger: string[]; tempo: string[] }, processes = ['a']) {
  const url = await backendsThat(t, has);
  const left = [...processes];
  const find = async () => ({ url, process: left.length > 1 ? (left.shift() ?? '') : (left[0] ?? '') });
  const { begin, inTrial, inStore } = inBothBackends(SEAM);
  await begin(stageOf(find));
  const evidence = evidenceAt(url);
  return [await inTrial.judge(evidence), await inStore.judge(evidence), inStore.note?.(evidence)] as const;
}

test('When both have every span, then both hold, and it says that no service started anew', async (t) => {
  assert.deepEqual(await judge(t, { jaeger: NAMES, tempo: NAMES }), [
    undefined,
    undefined,
    '3 spans were sent, and no service was started anew for it',
  ]);
});

test('When only Tempo has them, then Jaeger’s way is explained, and Tempo’s holds', async (t) => {
  const [inTrial, inStore] = await judge(t, { jaeger: [], tempo: NAMES });
  assert.equal(inTrial?.diagnosis, 'not-exported');
  assert.match(inTrial.found, /^It has 0 of 3\. The Collector hands spans to Tempo and the desk/);
  assert.deepEqual([inTrial.look, inTrial.traceIds], [SEAM, [TRACE]]);
  assert.equal(inStore, undefined);
});

test('When only Jaeger has them, then they were moved and not copied', async (t) => {
  const [inTrial, inStore] = await judge(t, { jaeger: NAMES, tempo: [] });
  assert.equal(inTrial, undefined);
  assert.equal(inStore?.diagnosis, 'moved-not-copied');
  assert.match(inStore.found, /^It has 0 of 3, and the trial Jaeger has 3\. .*a list is .* replaced/);
});

test('When neither has all of them, then nothing was moved', async (t) => {
  const [inTrial, inStore] = await judge(t, { jaeger: NAMES.slice(0, 1), tempo: NAMES.slice(0, 2) });
  assert.match(inTrial?.found ?? '', /^It has 1 of 3/);
  assert.equal(inStore?.diagnosis, 'not-stored');
});

test('When nothing is known to be sent, then neither backend has it', async (t) => {
  const url = await backendsThat(t, { jaeger: NAMES, tempo: NAMES });
  const { begin, inTrial, inStore } = inBothBackends(SEAM);
  await begin(stageOf(async () => ({ url, process: 'a' })));
  const evidence = { ...evidenceAt(url), checkouts: evidenceOf([]).checkouts };
  assert.ok(await inTrial.judge(evidence));
  assert.ok(await inStore.judge(evidence));
});

test('When Jaeger started anew meanwhile, or does not answer, then it is not the learner', async (t) => {
  await assert.rejects(judge(t, { jaeger: [], tempo: NAMES }, ['a', 'b']), LabError);
  const { begin, inTrial } = inBothBackends(SEAM);
  await begin(stageOf(async () => ({ url: 'http://127.0.0.1:1', process: 'a' })));
  await assert.rejects(
    async () => inTrial.judge(evidenceAt('http://127.0.0.1:1')),
    /Jaeger does not answer at/,
  );
});

test('When the lab samples, then nobody could tell what is missing', async () => {
  const { begin } = inBothBackends(SEAM);
  const find = async () => ({ url: '', process: '' });
  await assert.rejects(
    begin(stageOf(find, 10, 'tail')),
    /needs SAMPLING=off, and the lab runs with SAMPLING=tail/,
  );
});

for (const [what, samples, diagnosis, text] of [
  ['no pipeline names another exporter', [], 'not-exported', /no pipeline names/],
  [
    'the other exporter is in a pipeline of metrics',
    [queue('otlp_grpc/jaeger', 'metrics')],
    'not-exported',
    /^otlp_grpc\/jaeger gets other things than spans/,
  ],
  [
    'spans wait for the other exporter',
    [
      queue('otlp_grpc/jaeger', 'traces'),
      { ...queue('otlp_grpc/jaeger', 'traces'), name: 'exporter_queue_size', value: 51 },
    ],
    'not-delivered',
    /^otlp_grpc\/jaeger gets spans.*\(51 wait in its queue\)/,
  ],
  [
    'the other exporter has no queue, and gives up',
    [{ name: 'exporter_send_failed_spans', labels: { exporter: 'otlp_http/jaeger' }, value: 17 }],
    'not-delivered',
    /^otlp_http\/jaeger gets spans.*\(17 were given up\)/,
  ],
] as const)
  test(`When ${what}, then it is ${diagnosis}, and it says so`, () => {
    const [said, why] = explainUndelivered([...OWN, ...samples], 'Tempo');
    assert.equal(said, diagnosis);
    assert.match(why, text);
  });
