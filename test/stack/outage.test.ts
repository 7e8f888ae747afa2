// The stores are away for a minute under load, and the Collector is killed: what was produced is stored in the end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { awaitSettled } from '../../lab/checkout/await-settled.ts';
import { type Bought, buyMany } from '../../lab/checkout/buy-many.ts';
import { assessTrace } from '../../lab/desk/trace/assess-trace.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { askLoki } from '../../lab/stores/ask-loki.ts';
import { askPrometheus } from '../../lab/stores/ask-prometheus.ts';
import { askTempo } from '../../lab/stores/ask-tempo.ts';
import { type FullLab, openFullLab } from './open-full-lab.ts';

const PER_SECOND = 20;
const LOAD_S = 90;
const STORES_GO_AFTER_MS = 5_000;
const STORES_AWAY_MS = 60_000;
const COLLECTOR_AWAY_MS = 5_000;
const STORED_LIMIT_MS = 120_000;
const SPANS_OF_A_CHECKOUT = 17;
const LINES_OF_A_CHECKOUT = 4;
const STORES = ['tempo', 'loki', 'prometheus'] as const;

test('When the stores are away for 60 s and the Collector is killed, then every span, log line and order is stored in the end', async (t) => {
  const lab = await openFullLab();
  t.after(lab.close);
  const startedMs = Date.now();
  const [bought] = await Promise.all([
    buyMany(lab.at.storefront, new Array(PER_SECOND * LOAD_S).fill({}), { perSecond: PER_SECOND }),
    breakThings(lab),
  ]);
  await awaitSettled(lab.at.postgres);
  const wanted = {
    orders: bought.length,
    spans: bought.length * SPANS_OF_A_CHECKOUT,
    lines: bought.length * LINES_OF_A_CHECKOUT,
  };
  const isStored = async () =>
    (await countOrders(lab)) === wanted.orders && (await countLines(lab, startedMs, bought)) === wanted.lines;
  await waitUntil(isStored, STORED_LIMIT_MS, 2_000);
  const traces = await readTraces(lab, bought);
  const found = {
    orders: await countOrders(lab),
    spans: traces.reduce((sum, { spans }) => sum + spans.length, 0),
    lines: await countLines(lab, startedMs, bought),
  };
  for (const signal of ['orders', 'spans', 'lines'] as const)
    console.log(`${signal}: ${wanted[signal]} produced, ${found[signal]} stored`);
  assert.deepEqual(
    traces.filter(({ spans }) => !assessTrace(spans).complete),
    [],
  );
  assert.deepEqual(found, wanted);
});

async function breakThings({ engine }: FullLab): Promise<void> {
  await pause(STORES_GO_AFTER_MS);
  for (const store of STORES) await engine.stop(store);
  await pause(STORES_AWAY_MS / 2);
  await engine.kill('collector', 'SIGKILL');
  await engine.stop('collector');
  await pause(COLLECTOR_AWAY_MS);
  await engine.start('collector');
  await pause(STORES_AWAY_MS / 2 - COLLECTOR_AWAY_MS);
  for (const store of STORES) await engine.start(store);
}

async function readTraces({ at }: FullLab, bought: Bought[]) {
  const tempo = askTempo(at.tempo);
  const traces = [];
  for (const { traceId } of bought) {
    const read = async () => ({ traceId, spans: await tempo.trace(traceId) });
    await waitUntil(async () => assessTrace((await read()).spans).complete, 5_000);
    traces.push(await read());
  }
  return traces;
}

async function countOrders({ at }: FullLab): Promise<number> {
  const [sample] = await askPrometheus(at.prometheus)
    .query('sum(bookstore_orders_settled_total)')
    .catch(() => []);
  return sample?.value ?? 0;
}

// Of these orders alone: who was asked to come back later has left lines as well.
async function countLines({ at }: FullLab, sinceMs: number, bought: Bought[]): Promise<number> {
  const traceIds = new Set(bought.map(({ traceId }) => traceId));
  const loki = askLoki(at.loki);
  let count = 0;
  for (let fromMs = sinceMs; fromMs < Date.now(); fromMs += 10_000) {
    const asked = loki.lines('{service_name=~".+"} | trace_id != ""', fromMs, fromMs + 10_000);
    const lines = await asked.catch(() => []);
    count += lines.filter(({ traceId }) => traceId !== null && traceIds.has(traceId)).length;
  }
  return count;
}
