// Two gateways, and each trace with one of them: needs LAB_TEST_KUBECONFIG, the images loaded there, and LAB_TEST_LIVE=1.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { awaitSettled } from '../../../lab/checkout/await-settled.ts';
import { buyMany } from '../../../lab/checkout/buy-many.ts';
import type { CheckoutWish } from '../../../lab/checkout/checkout-wish.ts';
import { assessTrace } from '../../../lab/desk/trace/assess-trace.ts';
import { waitUntil } from '../../../lab/engine/local/process/wait-until.ts';
import { readSpans } from '../../../lab/stores/trace-store.ts';
import { countsOf } from './counts-of.ts';
import { addressOf, bringUpLab, postgresUrl, storesOfCluster, withoutLiveCluster } from './live-cluster.ts';

const QUIET_LIMIT_MS = 120_000;
const PER_SECOND = 10;
const WISHES: Array<{ keep: boolean } & CheckoutWish> = Array.from({ length: 300 }, (_, index) => {
  if (index % 10 === 3) return { keep: true, totalUsd: 501 };
  if (index % 10 === 7) return { keep: true, card: 'timeout' };
  return { keep: false };
});

describe('in a cluster, with two gateways', { skip: withoutLiveCluster() }, () => {
  test('When 300 traces are sampled by their tail, then none is stored by half, and each is counted once', async (t) => {
    await bringUpLab('sampling/tail');
    t.after(() => bringUpLab());
    const startedMs = Date.now();
    const shop = `http://${addressOf('storefront')}`;
    const counts = countsOf(`http://${addressOf('prometheus')}`);
    const earlier = await counts.checkouts();
    const bought = await buyMany(shop, WISHES, { perSecond: PER_SECOND });
    await awaitSettled(postgresUrl());
    assert.ok(await waitUntil(counts.isQuiet, QUIET_LIMIT_MS, 1_000), 'the Collectors are still at work');

    const store = storesOfCluster().traces;
    const traces = [];
    for (const { traceId, keep } of bought)
      traces.push({ traceId, keep, spans: await readSpans(store, traceId) });
    const stored = traces.filter(({ spans }) => spans.length > 0);
    const judged = await counts.judgedByGateway();
    console.log(`stored ${stored.length} of ${bought.length}; judged ${judged.join(' and ')}`);
    const halves = traces.filter(
      ({ keep, spans }) => (keep || spans.length > 0) && !assessTrace(spans).complete,
    );
    assert.deepEqual(
      halves.map(({ traceId }) => traceId),
      [],
    );
    assert.ok(stored.length < bought.length / 2, 'nothing was thinned out');
    assert.ok(
      judged.length === 2 && judged.every((share) => share > bought.length / 4),
      'both had their share',
    );
    assert.equal(await counts.checkoutsSince(earlier), bought.length);
    // The gateways were started for this; before the first checkout the catalogue is asked for.
    assert.equal(await counts.callsOfOrders(startedMs), bought.length + 1);
  });
});
