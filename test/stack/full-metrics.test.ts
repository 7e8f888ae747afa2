// What Prometheus knows after a checkout: from spans, from the services, from the parts of the stack themselves.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { driveCheckout } from '../../lab/checkout/drive-checkout.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import type { Exemplar, Sample } from '../../lab/stores/ask-prometheus.ts';
import { readSpans } from '../../lab/stores/trace-store.ts';
import { addresses } from '../running-lab.ts';
import { stores } from './running-stores.ts';

const LIMIT_MS = 45_000; // a scrape, an export and a flush, five seconds each, on a busy machine
const BUCKET = 'traces_span_metrics_duration_seconds_bucket{span_kind="SPAN_KIND_SERVER"}';

const calls = (service: string, span: string, more = '') =>
  `traces_span_metrics_calls_total{service_name="${service}", span_name="${span}"${more}}`;
const edge = (client: string, server: string, type = '') =>
  `traces_service_graph_request_total{client="${client}", server="${server}", connection_type="${type}"}`;

const PRESENT: Record<string, string> = {
  'requests of the storefront by route': calls(
    'storefront',
    'POST /checkout',
    ', http_route="/checkout", http_response_status_code="201"',
  ),
  'requests of orders by route': calls('orders', 'POST /orders', ', http_route="/orders"'),
  'messages of the worker': calls('payments-worker', 'process order.placed'),
  'errors of the worker': calls('payments-worker', 'charge card', ', status_code="STATUS_CODE_ERROR"'),
  'durations by route': 'traces_span_metrics_duration_seconds_bucket{http_route="/checkout", le="+Inf"}',
  'the call from storefront to orders': edge('storefront', 'orders'),
  'the message from orders to payments-worker': edge('orders', 'payments-worker', 'messaging_system'),
  'the message from payments-worker to orders': edge('payments-worker', 'orders', 'messaging_system'),
  'the orders placed': 'bookstore_orders_placed_total{service_name="orders"}',
  'the orders settled by outcome': 'bookstore_orders_settled_total{bookstore_order_outcome="paid"}',
  'the duration of payments': 'bookstore_payment_duration_seconds_count{service_name="payments-worker"}',
  'the lag of the outbox': 'bookstore_outbox_lag_seconds{service_name="orders"} >= 0',
  'the event loop of a service': 'nodejs_eventloop_utilization_ratio{service_name="storefront"} >= 0',
  'the heap of a service': 'v8js_memory_heap_used_bytes{service_name="payments-worker"}',
  'spans that the Collector accepted': '{__name__=~"otelcol_receiver_accepted_spans(_total)?"}',
  'spans that the Collector sent to be stored':
    '{__name__=~"otelcol_exporter_sent_spans(_total)?", exporter="otlp_grpc/traces"}',
  'the queues of the Collector': 'otelcol_exporter_queue_capacity{exporter="otlp_http/logs"}',
  'each queue of RabbitMQ': 'rabbitmq_queue_messages_ready{queue="payments-worker.order.placed"} >= 0',
};

before(async () => {
  const { storefront } = await addresses();
  await Promise.all([driveCheckout(storefront), driveCheckout(storefront, { card: 'timeout' })]);
});

for (const [what, promql] of Object.entries(PRESENT)) {
  test(`When checkouts are over, then Prometheus has ${what}`, async () => {
    // A new series begins with 0; only what may stay there is asked for with ">= 0".
    const isThere = ({ value }: Sample) => value > 0 || promql.endsWith('>= 0');
    const samples = await queryUntil(promql, (found) => found.some(isThere));
    assert.ok(samples.some(isThere), `${promql} gives ${JSON.stringify(samples)}`);
  });
}

test('When the full stack runs, then Prometheus scrapes every part of it', async () => {
  const samples = await queryUntil(
    'up',
    (found) => found.length > 0 && found.every(({ value }) => value === 1),
  );
  const jobs = samples.filter(({ value }) => value === 1).map(({ labels }) => labels.job);
  const { traces, logs } = await stores();
  for (const job of ['collector', 'prometheus', 'rabbitmq', traces.part, logs.part])
    assert.ok(jobs.includes(job), job);
  assert.deepEqual(
    samples.filter(({ value }) => value !== 1),
    [],
  );
});

test('When a request was measured, then an exemplar names its trace, which is stored and fits the bucket', async () => {
  const { prometheus, traces } = await stores();
  const sinceMs = Date.now() - 10 * 60_000;
  let exemplars: Exemplar[] = [];
  const arrived = async () => {
    exemplars = await prometheus.exemplars(BUCKET, sinceMs);
    return exemplars.some(({ series }) => series.span_name === 'POST /checkout');
  };
  assert.ok(await waitUntil(arrived, LIMIT_MS, 500), 'no exemplar of POST /checkout');
  for (const { series, labels, value } of exemplars.filter(
    (exemplar) => exemplar.series.span_name === 'POST /checkout',
  )) {
    const { trace_id: traceId = '', span_id: spanId } = labels;
    const span = (await readSpans(traces, traceId)).find((candidate) => candidate.spanId === spanId);
    assert.ok(span, `${traces.name} does not have span ${spanId} of trace ${traceId}`);
    assert.equal(span.name, 'POST /checkout');
    assert.ok(
      Math.abs(span.durationMs / 1_000 - value) < 0.001,
      `${span.durationMs} ms, exemplar ${value} s`,
    );
    assert.ok(
      value <= Number(series.le) && value > (await lowerBound(series.le)),
      `${value} s in ${series.le}`,
    );
  }
});

/** The bound of the bucket below, in seconds. */
async function lowerBound(le = '+Inf'): Promise<number> {
  const { prometheus } = await stores();
  const samples = await prometheus.query(`count by (le) (${BUCKET})`);
  const bounds = samples.map(({ labels }) => boundOf(labels.le));
  return Math.max(0, ...bounds.filter((bound) => bound < boundOf(le)));
}

function boundOf(le = '+Inf'): number {
  return le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le);
}

async function queryUntil(promql: string, holds: (samples: Sample[]) => boolean): Promise<Sample[]> {
  const { prometheus } = await stores();
  let samples: Sample[] = [];
  await waitUntil(
    async () => {
      samples = await prometheus.query(promql);
      return holds(samples);
    },
    LIMIT_MS,
    500,
  );
  return samples;
}
