// The lab in a cluster by its engine, through everything that may happen to it. Needs LAB_TEST_KUBECONFIG, the images
// loaded there, and LAB_TEST_LIVE=1.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { awaitStoredTrace } from '../../../lab/checkout/await-stored-trace.ts';
import { driveCheckout } from '../../../lab/checkout/drive-checkout.ts';
import type { Engine, PartName } from '../../../lab/engine/engine.ts';
import { waitUntil } from '../../../lab/engine/local/process/wait-until.ts';
import { partsWith } from '../../../lab/engine/parts-of-stores.ts';
import { requireStores } from '../../../lab/stores/open-stores.ts';
import { scratchClone } from '../../scratch-clone.ts';
import { kubectl, storesOfTest, withoutLiveCluster } from './live-cluster.ts';

const PARTS = partsWith(storesOfTest());
const TRACE_LIMIT_MS = 30_000;
const RECOVERY_LIMIT_MS = 90_000;

describe('the engine kind', { skip: withoutLiveCluster(), timeout: 900_000 }, () => {
  const clone = scratchClone('lab-kind-engine-');
  let engine: Engine;

  before(async () => {
    process.env.LAB_KUBECONFIG = process.env.LAB_TEST_KUBECONFIG;
    engine = await clone.engine('kind');
    await engine.down({ purge: true }); // what an earlier run has left there
  });
  after(async () => {
    await engine.down({ purge: true });
    clone.remove();
  });

  const part = async (name: PartName) => {
    const found = (await engine.status()).parts.find((candidate) => candidate.name === name);
    assert.ok(found);
    return found;
  };
  const becomesReady = (name: PartName) =>
    waitUntil(async () => (await part(name)).state === 'ready', RECOVERY_LIMIT_MS, 1_000);
  const assertWholeTrace = async () => {
    const addresses = await engine.addresses();
    const { traceId, outcome } = await driveCheckout(addresses.storefront);
    assert.ok(traceId);
    const trace = await awaitStoredTrace(requireStores(addresses), traceId, TRACE_LIMIT_MS);
    // A call that a part refused, because it had just come back, has a span of its own.
    const spans = trace?.spans.filter(({ name, status }) => name !== 'POST' || status !== 'ERROR');
    assert.deepEqual([outcome, trace?.complete, spans?.length, trace?.logs.length], ['paid', true, 17, 4]);
  };
  // One that has ended stays listed for a moment.
  const LIVING = 'status.phase!=Succeeded,status.phase!=Failed';
  const podsOf = (name: PartName) =>
    kubectl([
      ...['get', 'pods', '-A', '-l', `app.kubernetes.io/name=${name}`],
      ...['--field-selector', LIVING, '-o', 'name'],
    ]);

  test('When the lab starts, then every part is ready, and a checkout is stored whole', async () => {
    const { started, seconds } = await engine.up();
    console.log(`up took ${seconds.toFixed(1)} s`);
    assert.ok(started);
    const { phase, parts } = await engine.status();
    assert.equal(phase, 'running');
    assert.deepEqual(
      parts.map(({ name, state }) => [name, state]),
      PARTS.map((name) => [name, 'ready']),
    );
    await assertWholeTrace();
    assert.equal((await engine.up()).started, false);
  });

  for (const name of ['payments-worker', 'rabbitmq', 'collector'] as const)
    test(`When ${name} is killed, then others take its place, and a checkout is stored whole`, async () => {
      const before = podsOf(name);
      const beganMs = performance.now();
      await engine.kill(name, 'SIGKILL');
      assert.ok(await becomesReady(name));
      console.log(`${name} was back after ${((performance.now() - beganMs) / 1_000).toFixed(1)} s`);
      if (name === 'payments-worker') assert.notEqual(podsOf(name), before);
      await assertWholeTrace();
    });

  for (const name of ['payment-gateway', 'collector'] as const)
    test(`When ${name} is held stopped, then it stays so until it is started`, async () => {
      await engine.stop(name);
      assert.deepEqual([(await part(name)).state, podsOf(name)], ['stopped', '']);
      await engine.start(name);
      assert.ok(await becomesReady(name));
      await assertWholeTrace();
    });

  test('When a chapter has variables, then the parts that are applied start with them', async () => {
    writeFileSync(
      clone.path('.lab/chapter.env'),
      'OTEL_BSP_SCHEDULE_DELAY=333\nOTEL_SERVICE_NAME=nobody\nSAMPLING=head',
    );
    await engine.apply(['payments-worker', 'collector']);
    assert.equal((await engine.status()).sampling, 'head');
    const variables = kubectl(['exec', '-n', 'bookstore', 'deploy/payments-worker', '--', 'env']).split('\n');
    for (const line of ['OTEL_BSP_SCHEDULE_DELAY=333', 'OTEL_SERVICE_NAME=payments-worker'])
      assert.ok(variables.includes(line), line);
    rmSync(clone.path('.lab/chapter.env'));
    await engine.apply(['payments-worker', 'collector']);
    await assertWholeTrace();
  });

  test('When a chapter has a Jaeger beside the store, then the services run on, and nothing of it stays', async () => {
    const names = ['storefront', 'orders', 'payments-worker'] as const;
    const jaeger = () =>
      kubectl([
        ...[
          'get',
          'deployments,services,serviceaccounts,networkpolicies',
          '--ignore-not-found',
          '-o',
          'name',
        ],
        ...['-n', 'tracing', '-l', 'app.kubernetes.io/name=trial-jaeger'],
      ])
        .split('\n')
        .filter(Boolean);
    const before = names.map(podsOf);
    writeFileSync(clone.path('.lab/chapter.env'), 'LAB_BESIDE=trial-jaeger');
    await engine.apply(['collector']);
    assert.equal(jaeger().length, 8, jaeger().join(', '));
    // With what the chapter is about solved, and whether or not Jaeger's image can be had.
    await assertWholeTrace();
    assert.equal((await engine.up()).started, false);
    rmSync(clone.path('.lab/chapter.env'));
    await engine.apply(['collector']);
    assert.deepEqual(jaeger(), []);
    assert.deepEqual(names.map(podsOf), before);
    await assertWholeTrace();
  });

  for (const [name, file, error] of [
    [
      'orders',
      'services/orders/app.ts',
      /orders did not become ready: exited with code 1: SyntaxError.*\(services\/orders\/app\.ts:\d+\)$/,
    ],
    [
      'collector',
      'deploy/collector/scrub.yaml',
      /collector did not become ready: exited with code 1: Error: /,
    ],
  ] as const)
    test(`When what was saved for ${name} is broken, then apply names it and the error; mended, it is ready again`, async () => {
      const text = readFileSync(clone.path(file), 'utf8');
      writeFileSync(clone.path(file), `impart { this from that\n${text}`);
      await assert.rejects(engine.apply([name]), error);
      assert.equal((await part(name)).state, 'failed');
      writeFileSync(clone.path(file), text);
      const beganMs = performance.now();
      await engine.apply([name]);
      console.log(`${name} was mended after ${((performance.now() - beganMs) / 1_000).toFixed(1)} s`);
      await assertWholeTrace();
    });

  test('When a log is asked for, then its last lines come', async () => {
    const lines: string[] = [];
    for await (const line of engine.logs('orders', { lines: 2, follow: false })) lines.push(line);
    assert.equal(lines.length, 2);
  });

  test('When the lab is taken down, then its data stay; with purge nothing stays', async () => {
    const volumes = () => kubectl(['get', 'pvc', '-A', '-o', 'name']).trim().split('\n').filter(Boolean);
    const { stopped } = await engine.down();
    assert.deepEqual(stopped, PARTS);
    assert.equal((await engine.status()).phase, 'stopped');
    assert.ok(volumes().length > 0);
    await engine.down({ purge: true });
    assert.equal(kubectl(['get', 'namespace', '--ignore-not-found', 'bookstore', 'tracing']), '');
  });
});
