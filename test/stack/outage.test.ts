// The stores are away for a minute under load, and the Collector is killed: what was produced is stored in the end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { awaitSettled } from '../../lab/checkout/await-settled.ts';
import { type Bought, buyMany } from '../../lab/checkout/buy-many.ts';
import type { Log, Span } from '../../lab/desk/telemetry-types.ts';
import { assessTrace } from '../../lab/desk/trace/assess-trace.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { askLoki } from '../../lab/stores/ask-loki.ts';
import { askPrometheus } from '../../lab/stores/ask-prometheus.ts';
import { askTempo } from '../../lab/stores/ask-tempo.ts';
import { PAID_CHECKOUT, PAID_CHECKOUT_LOGS } from '../telemetry/paid-checkout.ts';
import { type FullLab, openFullLab } from './open-full-lab.ts';

const PER_SECOND = 20;
const LOAD_S = 90;
const STORES_GO_AFTER_MS = 5_000;
const STORES_AWAY_MS = 60_000;
const COLLECTOR_AWAY_MS = 5_000;
const STORED_LIMIT_MS = 120_000;
/**
 * A connection to a pod that has just gone hangs, for all the time that the SDK gives a batch: each of three services may
 * lose the one that is under way (OTEL_BSP_MAX_EXPORT_BATCH_SIZE, OTEL_BLRP_MAX_EXPORT_BATCH_SIZE).
 */
const LOST_IN_A_CLUSTER = 3 * 512;
const READ_LIMIT_MS = 60_000;
// Of each of these a checkout has one; a call or message that had to be sent again leaves more of its own.
const SPANS_OF_A_CHECKOUT = new Set(PAID_CHECKOUT.map(({ service, name }) => `${service}: ${name}`));
const LINES_OF_A_CHECKOUT = new Set(PAID_CHECKOUT_LOGS.map(({ service, body }) => `${service}: ${body}`));
/** What says who has lost something. */
const LOSSES =
  '{__name__=~"otel_sdk_processor_.+_processed_total", error_type!=""} or {__name__=~"otelcol_(exporter_(enqueue|send)_failed|receiver_refused)_.+"} > 0 or loki_discarded_samples_total > 0';
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
    JSON.stringify([lost, await askPrometheus(lab.at.prometheus).query(LOSSES)], null, 1),
  );
  assert.deepEqual(
    traces.filter(hasAll).filter(({ spans }) => !assessTrace(spans).complete),
    [],
  );
  assert.equal(found.orders, wanted.orders);
});

async function breakThings({ engine }: FullLab): Promise<void> {
  await pause(STORES_GO_AFTER_MS);
  for (const store of STORES) await engine.stop(store);
  await pause(STORES_AWAY_MS / 2);
  const endMs = performance.now() + STORES_AWAY_MS / 2;
  await engine.kill('collector', 'SIGKILL');
  // A cluster takes about as long to put others in their place.
  if (engine.name !== 'kind') {
    await engine.stop('collector');
    await pause(COLLECTOR_AWAY_MS);
    await engine.start('collector');
  }
  await pause(endMs - performance.now());
  for (const store of STORES) await engine.start(store);
}

async function readTraces({ at }: FullLab, bought: Bought[]) {
  const tempo = askTempo(at.tempo);
  const traces = [];
  const deadline = performance.now() + READ_LIMIT_MS;
  for (const { traceId } of bought) {
    let spans: Span[] = [];
    const isWhole = async () => {
      spans = await tempo.trace(traceId);
      return assessTrace(spans).complete;
    };
    await waitUntil(isWhole, deadline - performance.now());
    traces.push({ traceId, spans });
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
async function readLines({ at }: FullLab, sinceMs: number, bought: Bought[]): Promise<Log[]> {
  const traceIds = new Set(bought.map(({ traceId }) => traceId));
  const loki = askLoki(at.loki);
  const read: Log[] = [];
  for (let fromMs = sinceMs; fromMs < Date.now(); fromMs += 10_000) {
    const lines = await loki.lines('{service_name=~".+"} | trace_id != ""', fromMs, fromMs + 10_000);
    read.push(...lines.filter(({ traceId }) => traceId !== null && traceIds.has(traceId)));
  }
  return read;
}

type Trace = Awaited<ReturnType<typeof readTraces>>[number];

const hasAll = (trace: Trace) => spansIn([trace]).wanted === SPANS_OF_A_CHECKOUT.size;

const spansIn = (traces: Trace[]) =>
  count(
    traces.flatMap(({ traceId, spans }) =>
      spans.map(({ service, name }) => ({ traceId, is: `${service}: ${name}` })),
    ),
    SPANS_OF_A_CHECKOUT,
  );

const linesIn = (lines: Log[]) =>
  count(
    lines.map(({ traceId, service, body }) => ({ traceId, is: `${service}: ${body}` })),
    LINES_OF_A_CHECKOUT,
  );

/** How many there are of what each trace is to have once, and of what else. */
function count(found: { traceId: string | null; is: string }[], once: Set<string>) {
  const seen = new Set<string>();
  const others: Record<string, number> = {};
  for (const { traceId, is } of found) {
    const one = `${traceId} ${is}`;
    if (once.has(is) && !seen.has(one)) seen.add(one);
    else others[is] = (others[is] ?? 0) + 1;
  }
  return { wanted: seen.size, others };
}
