// Pods are killed under load: needs LAB_TEST_KUBECONFIG, the images loaded there, and LAB_TEST_LIVE=1.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { awaitSettled } from '../../../lab/checkout/await-settled.ts';
import { type Bought, buyMany } from '../../../lab/checkout/buy-many.ts';
import { assessTrace } from '../../../lab/desk/trace/assess-trace.ts';
import { waitUntil } from '../../../lab/engine/local/process/wait-until.ts';
import { readSpans } from '../../../lab/stores/trace-store.ts';
import {
  addressOf,
  bringUpLab,
  kubectl,
  postgresUrl,
  storesOfCluster,
  withoutLiveCluster,
} from './live-cluster.ts';

const ORDERS = 120;
const PER_SECOND = 8;
const KILLED_AFTER_MS = 5_000;
/** The SDK gives a batch 20 s; what comes after that is not on its way any more. */
const STORED_LIMIT_MS = 45_000;
/** What a killed agent may cost: the batches that were under way when it went, and while others still called it. */
const HANGS_FOR_MS = 3_000;

const KILLED = [
  { name: 'collector-gateway', pod: 'collector-gateway-0', namespace: 'tracing', mayLose: false },
  { name: 'collector-agent', label: 'collector-agent', namespace: 'tracing', mayLose: true },
  { name: 'rabbitmq', pod: 'rabbitmq-0', namespace: 'bookstore', mayLose: false },
  { name: 'postgres', pod: 'postgres-0', namespace: 'bookstore', mayLose: false },
];

describe('in a cluster, under load', { skip: withoutLiveCluster() }, () => {
  before(() => bringUpLab());

  for (const { name, pod, label, namespace, mayLose } of KILLED)
    test(`When the pod of ${name} is killed, then no order is lost, and no span but what was on its way to an agent`, async () => {
      const which = pod ? [pod] : ['--selector', `app.kubernetes.io/name=${label}`];
      let killedMs = 0;
      const startedMs = Date.now();
      const kill = async () => {
        await pause(KILLED_AFTER_MS);
        killedMs = Date.now();
        kubectl(['delete', 'pod', '--namespace', namespace, '--wait=false', '--grace-period', '1', ...which]);
      };
      const [bought] = await Promise.all([
        buyMany(`http://${addressOf('storefront')}`, new Array(ORDERS).fill({}), { perSecond: PER_SECOND }),
        kill(),
      ]);
      assert.equal(await countPaid(bought), ORDERS);
      const placedMs = (index: number) => startedMs + (index * 1_000) / PER_SECOND;
      const onTheWay = (index: number) => mayLose && Math.abs(placedMs(index) - killedMs) <= HANGS_FOR_MS;
      const { whole, gaps } = await readTraces(bought, (index) => !onTheWay(index));
      console.log(`${name} killed: ${ORDERS} orders paid, ${ORDERS - whole} traces with a gap`);
      assert.deepEqual(gaps, []);
    });
});

/** How many of these orders are paid, by the order and by its payment. */
async function countPaid(bought: Bought[]): Promise<number> {
  const postgres = postgresUrl();
  const ids = bought.map(({ orderId }) => orderId);
  await awaitSettled(postgres, ids);
  const database = new pg.Client(postgres);
  await database.connect();
  try {
    const { rows } = await database.query(
      "select 1 from payments join orders on orders.id = order_id where status = 'paid' and outcome = 'paid' and order_id = any($1::uuid[])",
      [ids],
    );
    return rows.length;
  } finally {
    await database.end();
  }
}

/** How many of these orders have a whole trace in Tempo; and which, by their index, have none soon that must have one. */
async function readTraces(bought: Bought[], must: (index: number) => boolean) {
  const { traces } = storesOfCluster();
  const deadline = performance.now() + STORED_LIMIT_MS;
  const isWhole = async (traceId: string) => assessTrace(await readSpans(traces, traceId)).complete;
  const gaps: number[] = [];
  let whole = 0;
  const orders = bought.map(({ traceId }, index) => ({ traceId, index }));
  for (const { traceId, index } of orders.filter((order) => must(order.index)))
    if (await waitUntil(() => isWhole(traceId), deadline - performance.now(), 250)) whole++;
    else gaps.push(index);
  // By now the others are there as well, or lost.
  for (const { traceId } of orders.filter((order) => !must(order.index))) if (await isWhole(traceId)) whole++;
  return { whole, gaps };
}
