// The stores are away for a minute under load, and the Collector is killed: what was produced is stored in the end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { awaitSettled } from '../../../lab/checkout/await-settled.ts';
import { awaitTrace } from '../../../lab/checkout/await-trace.ts';
import { type Bought, buyMany } from '../../../lab/checkout/buy-many.ts';
import { assessTrace } from '../../../lab/desk/trace/assess-trace.ts';
import type { Engine, PartName } from '../../../lab/engine/engine.ts';
import { waitUntil } from '../../../lab/engine/local/process/wait-until.ts';
import { askPrometheus } from '../../../lab/stores/ask-prometheus.ts';
import { type FullLab, openFullLab } from '../open-full-lab.ts';
import {
  countOrders,
  hasAll,
  LINES_OF_A_CHECKOUT,
  linesIn,
  readLines,
  readTraces,
  SPANS_OF_A_CHECKOUT,
  spansIn,
  whatMisses,
} from './read-stored.ts';

const PER_SECOND = 20;
const LOAD_S = 90;
const STORES_GO_AFTER_MS = 5_000;
const STORES_AWAY_MS = 60_000;
const COLLECTOR_AWAY_MS = 5_000;
const BACK_LIMIT_MS = 25_000;
const SEEN_LIMIT_MS = 5_000;
const STORED_LIMIT_MS = 120_000;
/**
 * A connection to a pod that has just gone hangs, for all the time that the SDK gives a batch: each of three services may
 * lose the one that is under way (OTEL_BSP_MAX_EXPORT_BATCH_SIZE, OTEL_BLRP_MAX_EXPORT_BATCH_SIZE).
 */
const LOST_IN_A_CLUSTER = 3 * 512;
/** What says who has lost something. */
const LOSSES =
  '{__name__=~"otel_sdk_processor_.+_processed_total", error_type!=""} or {__name__=~"otelcol_(exporter_(enqueue|send)_failed|receiver_refused)_.+"} > 0 or loki_discarded_samples_total > 0';

test('When the stores are away for 60 s and the Collector is killed, then every span, log line and order is stored in the end', async (t) => {
  const lab = await openFullLab();
  t.after(lab.close);
  const startedMs = Date.now();
  const [many, few] = await Promise.all([
    buyMany(lab.at.storefront, new Array(PER_SECOND * LOAD_S).fill({}), { perSecond: PER_SECOND }),
    breakThings(lab),
  ]);
  const bought = [...many, ...few];
  await awaitSettled(lab.at.postgres);
  const wanted = {
    orders: bought.length,
    spans: bought.length * SPANS_OF_A_CHECKOUT.size,
    lines: bought.length * LINES_OF_A_CHECKOUT.size,
  };
  const readOurs = () => readLines(lab, startedMs, bought);
  const isStored = async () =>
    (await countOrders(lab)) === wanted.orders &&
    linesIn(await readOurs().catch(() => [])).wanted === wanted.lines;
  await waitUntil(isStored, STORED_LIMIT_MS, 2_000);
  const traces = await readTraces(lab, bought);
  const [spans, lines] = [spansIn(traces), linesIn(await readOurs())];
  const found = { orders: await countOrders(lab), spans: spans.wanted, lines: lines.wanted };
  console.log('sent again:', { ...spans.others, ...lines.others });
  for (const signal of ['orders', 'spans', 'lines'] as const)
    console.log(`${signal}: ${wanted[signal]} produced, ${found[signal]} stored`);
  const most = lab.engine.name === 'kind' ? LOST_IN_A_CLUSTER : 0;
  const lost = { spans: wanted.spans - found.spans, lines: wanted.lines - found.lines };
  assert.ok(
    lost.spans <= most && lost.lines <= most,
    JSON.stringify([lost, whatMisses(traces), await askPrometheus(lab.at.prometheus).query(LOSSES)], null, 1),
  );
  assert.deepEqual(
    traces.filter(hasAll).filter(({ spans }) => !assessTrace(spans).complete),
    [],
  );
  assert.equal(found.orders, wanted.orders);
});

/** Resolves with what it bought itself. */
async function breakThings(lab: FullLab): Promise<Bought[]> {
  const { engine, storeParts } = lab;
  const few: Bought[] = [];
  await pause(STORES_GO_AFTER_MS);
  for (const store of storeParts) await engine.stop(store);
  await pause(STORES_AWAY_MS / 2);
  const endMs = performance.now() + STORES_AWAY_MS / 2;
  // A cluster takes about as long to put others in their place.
  if (engine.name === 'kind') await engine.kill('collector', 'SIGKILL');
  else {
    await killAndAwait(engine, 'collector');
    few.push(...(await buyUntilReached(lab)));
    await engine.stop('collector');
    await pause(COLLECTOR_AWAY_MS);
    await engine.start('collector');
  }
  await pause(Math.max(0, endMs - performance.now()));
  for (const store of storeParts) await engine.start(store);
  return few;
}

/** Resolves when the engine has it back: ended again at once, a Collector would lose what it was sending (deploy/collector/store.yaml). */
async function killAndAwait(engine: Engine, name: PartName): Promise<void> {
  const find = async () => (await engine.status()).parts.find((part) => part.name === name);
  const killed = await find();
  await engine.kill(name, 'SIGKILL');
  const isBack = async () => {
    const part = await find();
    return part?.state === 'ready' && part.pid !== killed?.pid;
  };
  assert.ok(await waitUntil(isBack, BACK_LIMIT_MS, 500), `${name} does not come back`);
}

/**
 * Buys until the Collector has all of one checkout, spans and lines. A service sends its batches one after the other: none
 * of those that the kill interrupted waits any more, and the next outage takes nothing of the 13 s for which one is tried again.
 */
async function buyUntilReached({ at }: FullLab): Promise<Bought[]> {
  const few: Bought[] = [];
  const hasReached = async () => {
    const [one] = await buyMany(at.storefront, [{}], { perSecond: PER_SECOND });
    if (one === undefined) return false;
    few.push(one);
    const trace = await awaitTrace(at.desk, one.traceId, SEEN_LIMIT_MS);
    return trace?.complete === true && linesIn(trace.logs).wanted === LINES_OF_A_CHECKOUT.size;
  };
  assert.ok(await waitUntil(hasReached, BACK_LIMIT_MS), 'the services do not reach the Collector again');
  return few;
}
