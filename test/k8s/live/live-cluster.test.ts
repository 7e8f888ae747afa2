// The lab in a cluster: needs LAB_TEST_KUBECONFIG, the images loaded there, and LAB_TEST_LIVE=1. What it applies it leaves running.
import assert from 'node:assert/strict';
import { get } from 'node:http';
import { before, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { awaitStoredTrace } from '../../../lab/checkout/await-stored-trace.ts';
import { buyMany } from '../../../lab/checkout/buy-many.ts';
import { PARTS_OF_STORES } from '../../../lab/engine/engine.ts';
import { waitUntil } from '../../../lab/engine/local/process/wait-until.ts';
import { askPrometheus } from '../../../lab/stores/ask-prometheus.ts';
import { countsOf } from './counts-of.ts';
import { addressOf, bringUpLab, storesOfCluster, storesOfTest, withoutLiveCluster } from './live-cluster.ts';

const UP_LIMIT_S = 300;
const STORED_LIMIT_MS = 60_000;
const METRICS_LIMIT_MS = 45_000;
const POD = ['pod', 'namespace', 'node', 'deployment', 'replicaset'].map((kind) => `k8s.${kind}.name`);
const SERVICES = ['storefront', 'orders', 'payments-worker'];
const [TRACES, LOGS] = PARTS_OF_STORES[storesOfTest()];
/** What Prometheus asks, and how many there are of it. */
const PARTS = { collector: 2, 'collector-agent': 1, [LOGS]: 1, prometheus: 1, rabbitmq: 1, [TRACES]: 1 };
const url = (port: string) => `http://${addressOf(port)}`;

describe('in a cluster', { skip: withoutLiveCluster() }, () => {
  let seconds = Number.NaN;
  before(async () => {
    const startedMs = performance.now();
    await bringUpLab();
    seconds = (performance.now() - startedMs) / 1_000;
  });

  test('When the lab is applied, then every pod is ready within five minutes', () => {
    console.log(`ready after ${seconds.toFixed(0)} s`);
    assert.ok(seconds <= UP_LIMIT_S, `${seconds} s`);
  });

  test('When a book is bought, then its whole trace is stored, and every span says from which pod it came', async () => {
    const [order] = await buyMany(url('storefront'), [{}], { perSecond: 1 });
    const traceId = order?.traceId ?? '';
    const trace = await awaitStoredTrace(storesOfCluster(), traceId, STORED_LIMIT_MS);
    assert.ok(trace?.complete, JSON.stringify(trace?.problems ?? 'not stored'));
    assert.ok(trace.logs.length > 0, 'its log lines are stored');
    const resources = (await storesOfCluster().traces.trace(traceId)).map(({ resource }) => resource);
    assert.equal(resources.length, trace.spans.length);
    assert.deepEqual([...new Set(resources.map((one) => one['service.name']))].sort(), SERVICES.toSorted());
    for (const resource of resources) {
      assert.deepEqual(
        POD.filter((key) => !resource[key]),
        [],
        `${resource['service.name']} does not say it all`,
      );
      assert.equal(resource['k8s.deployment.name'], resource['service.name']);
      assert.equal(resource['k8s.pod.name'], resource['service.instance.id']);
    }
  });

  test('When a book is bought, then Prometheus counts it, and is told about every part', async () => {
    const counts = countsOf(url('prometheus'));
    const earlier = await counts.checkouts();
    await buyMany(url('storefront'), [{}], { perSecond: 1 });
    assert.ok(
      await waitUntil(async () => (await counts.checkoutsSince(earlier)) >= 1, METRICS_LIMIT_MS, 500),
    );
    // A Collector that was replaced a moment ago is asked under its old address until the next look at the names.
    let jobs: unknown;
    const knowsAll = async () => {
      const up = await askPrometheus(url('prometheus')).query('count by (job) (up == 1)');
      jobs = Object.fromEntries(up.map(({ labels, value }) => [labels.job, value]));
      return isDeepStrictEqual(jobs, PARTS);
    };
    assert.ok(await waitUntil(knowsAll, METRICS_LIMIT_MS, 500), JSON.stringify(jobs));
  });

  test('When the desk and what shows the stores are asked, then they answer', async () => {
    const shows = storesOfTest() === 'open' ? `${url('jaeger')}/` : `${url('grafana')}/api/health`;
    for (const address of [`${url('desk')}/healthz`, shows])
      assert.equal(await statusOf(address), 200, address);
  });
});

// As a browser of this machine asks, whom alone the desk answers; fetch would not say so.
function statusOf(address: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { host: '127.0.0.1' }, timeout: 5_000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}
