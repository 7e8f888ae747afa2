// A lab of its own as containers, through everything that may happen to it. Needs Docker with compose, and the images.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { awaitStoredTrace } from '../../lab/checkout/await-stored-trace.ts';
import { driveCheckout } from '../../lab/checkout/drive-checkout.ts';
import { askDocker } from '../../lab/engine/compose/ask-docker.ts';
import { composeProject } from '../../lab/engine/compose/compose-project.ts';
import { inspectContainers } from '../../lab/engine/compose/inspect-containers.ts';
import type { PartName } from '../../lab/engine/engine.ts';
import { homePaths } from '../../lab/engine/local/home-paths.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { partsWith } from '../../lab/engine/parts-of-stores.ts';
import { readStores } from '../../lab/engine/read-stores.ts';
import { requireStores } from '../../lab/stores/open-stores.ts';
import { scratchClone } from '../scratch-clone.ts';
import { leftOvers } from './left-overs.ts';
import { reasonToSkip } from './reason-to-skip.ts';

/** STORES says which: the default needs images of Tempo, Loki and Grafana. */
const PARTS = partsWith(readStores() ?? 'grafana');
const UP_LIMIT_S = 120;
const TRACE_LIMIT_MS = 20_000;
const RECOVERY_LIMIT_MS = 60_000;
const TEST_LIMIT_MS = 400_000;

const clone = scratchClone('lab compose ');
const project = composeProject(homePaths(clone.path('.lab')));
const engine = await clone.engine('compose');
// Images are pulled and built here, so that the time of the start is the start's own.
const skip = await reasonToSkip(project);

after(async () => {
  if (!skip) await engine.down({ purge: true });
  clone.remove();
});

async function part(name: PartName) {
  const found = (await engine.status()).parts.find((candidate) => candidate.name === name);
  assert.ok(found);
  return found;
}

/** The code of the error with which the storefront asks its name server for a name; empty where there is none. */
async function errorOfLookup(name: string): Promise<string> {
  const { Id = '' } = (await inspectContainers(project)).get('storefront') ?? {};
  const script = `dns.resolve4('${name}', (error) => console.log(error?.code ?? ''))`;
  return (await askDocker(['exec', Id, 'node', '--eval', script])).trim();
}

async function assertWholeTrace(): Promise<void> {
  const addresses = await engine.addresses();
  const { traceId, outcome } = await driveCheckout(addresses.storefront);
  assert.ok(traceId);
  const trace = await awaitStoredTrace(requireStores(addresses), traceId, TRACE_LIMIT_MS);
  assert.deepEqual(
    [outcome, trace?.complete, trace?.spans.length, trace?.logs.length],
    ['paid', true, 17, 4],
  );
}

test('When the start is interrupted, then what was started is stopped again, and its logs are there', {
  skip,
  timeout: TEST_LIMIT_MS,
}, async () => {
  const interrupt = new AbortController();
  const onProgress = ({ ready }: { ready: PartName[] }) => {
    if (ready.includes('prometheus')) interrupt.abort();
  };
  await assert.rejects(engine.up({ onProgress, signal: interrupt.signal }), /stopped again/);
  const { phase, parts } = await engine.status();
  assert.equal(phase, 'stopped');
  assert.deepEqual(
    parts.flatMap(({ name, pid }) => (pid === null ? [] : [name])),
    [],
  );
  const { value: line } = await engine
    .logs('prometheus', { lines: 1, follow: false })
    [Symbol.asyncIterator]()
    .next();
  assert.ok(line);
});

test(`When the lab starts, then every container is healthy within ${UP_LIMIT_S} s, and a checkout is stored whole`, {
  skip,
  timeout: TEST_LIMIT_MS,
}, async () => {
  const { started, seconds } = await engine.up();
  console.log(`up --wait took ${seconds.toFixed(1)} s`);
  assert.ok(started && seconds <= UP_LIMIT_S, `${seconds} s`);
  const { phase, parts } = await engine.status();
  assert.equal(phase, 'running');
  assert.deepEqual(
    parts.map(({ name, state }) => [name, state]),
    PARTS.map((name) => [name, 'ready']),
  );
  await assertWholeTrace();
});

test('When the lab runs, then another `up` changes nothing', { skip, timeout: TEST_LIMIT_MS }, async () => {
  const before = (await engine.status()).parts.map(({ pid }) => pid);
  assert.equal((await engine.up()).started, false);
  assert.deepEqual(
    (await engine.status()).parts.map(({ pid }) => pid),
    before,
  );
});

test('When a service is killed, then it comes back, and a checkout is stored whole', {
  skip,
  timeout: TEST_LIMIT_MS,
}, async () => {
  const { pid } = await part('payments-worker');
  await engine.kill('payments-worker', 'SIGKILL');
  const recovered = async () => {
    const { state, pid: now } = await part('payments-worker');
    return state === 'ready' && now !== pid;
  };
  assert.ok(await waitUntil(recovered, RECOVERY_LIMIT_MS, 1_000));
  await assertWholeTrace();
});

test('When a part is held stopped, then Docker alone is asked for its name, and it stays so until it is started', {
  skip,
  timeout: TEST_LIMIT_MS,
}, async () => {
  await engine.stop('payment-gateway');
  const { state, pid } = await part('payment-gateway');
  assert.deepEqual([state, pid], ['stopped', null]);
  // Docker itself says ENODATA; a name server beyond it would be at a loss (ENOTFOUND), or not there (ETIMEOUT).
  assert.equal(await errorOfLookup('payment-gateway'), 'ENODATA');
  await engine.start('payment-gateway');
  const ready = async () => (await part('payment-gateway')).state === 'ready';
  assert.ok(await waitUntil(ready, RECOVERY_LIMIT_MS, 1_000));
});

test('When a source file is saved, then its service starts again in its container', {
  skip,
  timeout: TEST_LIMIT_MS,
}, async () => {
  const now = new Date();
  utimesSync(clone.path('services/payment-gateway/charge-card.ts'), now, now);
  const restarted = async () => {
    const lines: string[] = [];
    for await (const line of engine.logs('payment-gateway', { lines: 5, follow: false })) lines.push(line);
    return lines.includes('a file was saved: payment-gateway restarts');
  };
  assert.ok(await waitUntil(restarted, RECOVERY_LIMIT_MS, 250));
  assert.equal((await part('payment-gateway')).restarts, 0);
});

test('When a chapter has variables, then the parts that are applied start with them, by the same addresses', {
  skip,
  timeout: TEST_LIMIT_MS,
}, async () => {
  const addresses = await engine.addresses();
  const variables = ['OTEL_BSP_SCHEDULE_DELAY=333', 'NODE_OPTIONS=--no-warnings', 'GATEWAY_TIMEOUT_MS=777'];
  const ours = ['OTEL_SERVICE_NAME=nobody', 'SAMPLING=head'];
  writeFileSync(clone.path('.lab/chapter.env'), [...variables, ...ours].join('\n'));
  await engine.apply(['payments-worker', 'collector']);
  const { sampling } = await engine.status();
  assert.equal(sampling, 'head');
  assert.deepEqual(await engine.addresses(), addresses);
  const expected = [...variables, 'OTEL_SERVICE_NAME=payments-worker', 'OTEL_TRACES_SAMPLER_ARG=0.1'];
  const found = (await inspectContainers(project)).get('payments-worker')?.Config.Env ?? [];
  assert.deepEqual(
    expected.filter((line) => !found.includes(line)),
    [],
  );
  rmSync(clone.path('.lab/chapter.env'));
  await engine.apply(['payments-worker', 'collector']);
  await assertWholeTrace();
});

for (const [name, file, error] of [
  [
    'orders',
    'services/orders/app.ts',
    /orders did not become ready: SyntaxError.*\(services\/orders\/app\.ts:\d+\)$/,
  ],
  ['collector', 'deploy/collector/scrub.yaml', /collector did not become ready: Error: .*retrieved value/],
] as const)
  test(`When what was saved for ${name} is broken, then apply names it and the error; mended, it is ready again`, {
    skip,
    timeout: TEST_LIMIT_MS,
  }, async () => {
    const text = readFileSync(clone.path(file), 'utf8');
    writeFileSync(clone.path(file), `impart { this from that\n${text}`);
    await assert.rejects(engine.apply([name]), error);
    writeFileSync(clone.path(file), text);
    await engine.apply([name]);
    await assertWholeTrace();
  });

test('When a log is asked for, then its last lines come', { skip }, async () => {
  const lines: string[] = [];
  for await (const line of engine.logs('orders', { lines: 2, follow: false })) lines.push(line);
  assert.equal(lines.length, 2);
});

test('When the lab is taken down, then its data stay; with purge nothing stays', {
  skip,
  timeout: TEST_LIMIT_MS,
}, async () => {
  const { stopped } = await engine.down();
  assert.deepEqual(stopped, PARTS);
  assert.equal((await engine.status()).phase, 'stopped');
  assert.ok(leftOvers(project).length > 0);
  await engine.down({ purge: true });
  assert.deepEqual(leftOvers(project), []);
});
