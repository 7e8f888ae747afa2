// 200 ordinary, 40 slow and 40 failed checkouts: which traces are stored when SAMPLING is off, head or tail.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { awaitSettled } from '../../../lab/checkout/await-settled.ts';
import { buyMany } from '../../../lab/checkout/buy-many.ts';
import type { CheckoutWish } from '../../../lab/checkout/checkout-wish.ts';
import { chanceInterval } from '../../../lab/checks/chance-interval.ts';
import type { Span } from '../../../lab/desk/telemetry-types.ts';
import { assessTrace } from '../../../lab/desk/trace/assess-trace.ts';
import { CHECKOUT_SERVICES } from '../../../lab/desk/trace/checkout-expectations.ts';
import type { PartName } from '../../../lab/engine/engine.ts';
import { waitUntil } from '../../../lab/engine/local/process/wait-until.ts';
import { askPrometheus } from '../../../lab/stores/ask-prometheus.ts';
import { readSpans } from '../../../lab/stores/trace-store.ts';
import { type FullLab, openFullLab } from '../open-full-lab.ts';

const PER_SECOND = 20;
const QUIET_LIMIT_MS = 90_000;
const SLOW_MS = 500;
const LEAST_QUICK = 150;
/** How often a share may be called wrong though it is right. */
const RISK = 0.01;
const WISHES: Record<'ok' | 'slow' | 'failed', CheckoutWish> = {
  ok: {},
  slow: { totalUsd: 501 },
  failed: { card: 'timeout' },
};
type Wish = keyof typeof WISHES;
const wishes = Array.from({ length: 280 }, (_, index): { wish: Wish } & CheckoutWish => {
  const wish = index % 7 === 3 ? 'slow' : index % 7 === 5 ? 'failed' : 'ok';
  return { wish, ...WISHES[wish] };
});

type Stored = { wish: Wish; traceId: string; spans: Span[] };

let lab: FullLab;
before(async () => {
  lab = await openFullLab();
});
after(() => lab.close());

test('When SAMPLING=off, then every trace is stored whole', async () => {
  const stored = await buyAndRead('off');
  assert.deepEqual(stored.filter(isBroken), []);
  say('off', stored);
});

test('When SAMPLING=head, then one trace of ten is stored, whole, and of the others nothing', async () => {
  const stored = await buyAndRead('head');
  const kept = stored.filter(isStored);
  assert.deepEqual(kept.filter(isBroken), []);
  assertWithin(kept.length, chanceInterval(stored.length, 0.1, RISK));
  say('head', stored);
});

test('When SAMPLING=tail, then every slow and every failed trace is stored whole, and five of a hundred others', async () => {
  const stored = await buyAndRead('tail');
  assert.deepEqual(stored.filter(({ wish }) => wish !== 'ok').filter(isBroken), []);
  assert.deepEqual(stored.filter(isStored).filter(isBroken), []);
  // An ordinary checkout that a busy machine made slow is a slow one: kept for a good reason.
  const quick = stored.filter(({ wish, spans }) => wish === 'ok' && durationMs(spans) <= SLOW_MS);
  assert.ok(
    quick.length >= LEAST_QUICK,
    `the machine is too busy to tell: ${quick.length} of 200 ordinary checkouts took ${SLOW_MS} ms or less`,
  );
  assertWithin(quick.filter(isStored).length, chanceInterval(quick.length, 0.05, RISK));
  say('tail', stored);
});

/** Buys with this SAMPLING, waits until everything is decided and stored, and reads every trace back. */
async function buyAndRead(sampling: string): Promise<Stored[]> {
  lab.save('.lab/chapter.env', `SAMPLING=${sampling}\n`);
  await lab.engine.apply([...(CHECKOUT_SERVICES as PartName[]), 'collector']);
  assert.equal((await lab.engine.status()).sampling, sampling);
  const startedMs = Date.now();
  const bought = await buyMany(lab.at.storefront, wishes, { perSecond: PER_SECOND });
  await awaitSettled(lab.at.postgres);
  assert.ok(await waitUntil(isQuiet, QUIET_LIMIT_MS, 1_000), 'the Collector is still at work');
  if (sampling !== 'head')
    assert.equal(await countCheckouts(startedMs), bought.length, 'RED metrics count all');
  const stored: Stored[] = [];
  for (const order of bought)
    stored.push({ ...order, spans: await readSpans(lab.stores.traces, order.traceId) });
  return stored;
}

// Nothing has come in for two scrapes, every trace is decided, and nothing waits to be stored.
async function isQuiet(): Promise<boolean> {
  const quiet = await askPrometheus(lab.at.prometheus).query(
    `sum(changes(otelcol_receiver_accepted_spans[12s])) == 0
      and sum(otelcol_exporter_queue_size{exporter="otlp_grpc/traces"}) == 0
      and (sum(otelcol_processor_tail_sampling_new_trace_id_received or vector(0))
        - sum(otelcol_processor_tail_sampling_global_count_traces_sampled or vector(0))) == 0`,
  );
  return quiet.length > 0;
}

// As counted by the Collector that runs now: what the ones before it had counted stays in Prometheus for minutes.
async function countCheckouts(sinceMs: number): Promise<number> {
  const calls =
    'traces_span_metrics_calls_total{service_name="storefront", span_name="POST /checkout", http_response_status_code="201"}';
  const [count] = await askPrometheus(lab.at.prometheus).query(
    `sum(${calls} and timestamp(${calls}) > ${sinceMs / 1_000})`,
  );
  return count?.value ?? 0;
}

function isStored({ spans }: Stored): boolean {
  return spans.length > 0;
}

function isBroken({ spans }: Stored): boolean {
  return !assessTrace(spans).complete;
}

function durationMs(spans: Span[]): number {
  const ends = spans.map((span) => span.startMs + span.durationMs);
  return Math.max(...ends) - Math.min(...spans.map(({ startMs }) => startMs));
}

function assertWithin(count: number, [least, most]: [number, number]): void {
  assert.ok(count >= least && count <= most, `${count} are stored; expected ${least} to ${most}`);
}

function say(sampling: string, stored: Stored[]): void {
  const parts = (['ok', 'slow', 'failed'] as const).map((wish) => {
    const all = stored.filter((order) => order.wish === wish);
    return `${wish} ${all.filter(isStored).length} of ${all.length}`;
  });
  console.log(`SAMPLING=${sampling}: stored ${parts.join(', ')}`);
}
