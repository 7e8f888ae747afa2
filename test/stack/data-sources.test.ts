// The provisioned data sources lead from each signal to the others: by labels that the running stack has really stored.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { driveCheckout } from '../../lab/checkout/drive-checkout.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import type { SearchLogql } from '../../lab/stores/log-store.ts';
import { addresses } from '../running-lab.ts';
import { expandEnvironment } from './expand-environment.ts';
import { stores } from './running-stores.ts';

type Tag = { key: string; value: string };
type DataSource = { uid: string; url: string; jsonData: Record<string, unknown> };
type ExemplarLink = { name: string; datasourceUid: string };
type DerivedField = { matcherType: string; matcherRegex: string; url: string; datasourceUid: string };
type ToLogs = { datasourceUid: string; tags: Tag[]; query: string };
type ToMetrics = { datasourceUid: string; tags: Tag[]; queries: { name: string; query: string }[] };

const ARRIVE_LIMIT_MS = 45_000;
const QUEUE_EDGE =
  'traces_service_graph_request_total{client="orders", server="payments-worker", connection_type="messaging_system"}';
const SERVICES = ['storefront', 'orders', 'payments-worker'];
/** The data sources that have traces. */
const TRACES = ['tempo', 'jaeger'];
const file = join(import.meta.dirname, '../../deploy/grafana/provisioning/datasources/datasources.yaml');
const { datasources } = parse(expandEnvironment(readFileSync(file, 'utf8'))) as { datasources: DataSource[] };
const source = (uid: string) => {
  const found = datasources.find((candidate) => candidate.uid === uid);
  assert.ok(found, `there is no data source ${uid}`);
  return found.jsonData;
};

const startedMs = Date.now();
let traceId = '';
before(async () => {
  const result = await driveCheckout((await addresses()).storefront);
  traceId = result.traceId ?? '';
  assert.equal(result.outcome, 'paid');
});

test('When data sources name one another, then each of them is provisioned', () => {
  const named = [...JSON.stringify(datasources).matchAll(/"datasourceUid":"([^"]*)"/g)].map(([, uid]) => uid);
  const uids = datasources.map(({ uid }) => uid);
  assert.deepEqual(uids, ['prometheus', 'loki', 'tempo', 'jaeger']);
  assert.deepEqual([...new Set(named)].sort(), [...uids].sort());
});

test('When an exemplar is clicked, then its label names a trace that is stored', async () => {
  const [link] = source('prometheus').exemplarTraceIdDestinations as [ExemplarLink];
  assert.equal(link.datasourceUid, 'tempo');
  // Of many spans at once five are kept (deploy/collector/span-metrics.yaml): ours need not be among them.
  await eventually('an exemplar since the checkout', async () => {
    const { prometheus, traces } = await stores();
    const exemplars = await prometheus.exemplars('traces_span_metrics_duration_seconds_bucket', startedMs);
    const [named] = exemplars.flatMap(({ labels }) => labels[link.name] ?? []);
    return named !== undefined && (await traces.trace(named)).length > 0;
  });
});

test('When a log line is opened, then its field leads to its trace', async (t) => {
  const logql = await logqlOr(t);
  if (!logql) return;
  const [field] = source('loki').derivedFields as [DerivedField];
  assert.equal(field.matcherType, 'label');
  assert.equal(field.datasourceUid, 'tempo');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills it in
  assert.equal(field.url, '${__value.raw}');
  await eventually('a log line of the checkout', async () => {
    const query = `{service_namespace="bookstore"} | ${field.matcherRegex}="${traceId}"`;
    return (await logql(query, startedMs)).length > 0;
  });
});

for (const [service, of] of SERVICES.flatMap((one) => TRACES.map((uid) => [one, uid] as const)))
  test(`When "logs for this span" of ${service} is clicked in ${of}, then the query finds its lines`, async (t) => {
    const logql = await logqlOr(t);
    if (!logql) return;
    const { tags, query, datasourceUid } = source(of).tracesToLogsV2 as ToLogs;
    assert.equal(datasourceUid, 'loki');
    const filled = query
      .replace(/\$\{__tags\}/g, tagsOf(tags, service))
      .replace(/\$\{__trace\.traceId\}/g, traceId);
    assert.doesNotMatch(filled, /\$/);
    await eventually(filled, async () => (await logql(filled, startedMs)).length > 0);
  });

for (const [name, of] of TRACES.flatMap((uid) =>
  (source(uid).tracesToMetrics as ToMetrics).queries.map((one) => [one.name, uid] as const),
))
  test(`When "${name}" of a span is clicked in ${of}, then the query finds metrics of its service`, async () => {
    const { tags, queries, datasourceUid } = source(of).tracesToMetrics as ToMetrics;
    assert.equal(datasourceUid, 'prometheus');
    for (const service of SERVICES) {
      const query = queries.find((candidate) => candidate.name === name)?.query ?? '';
      const filled = query.replace(/\$__tags/g, tagsOf(tags, service));
      assert.doesNotMatch(filled, /\$/);
      await eventually(filled, async () => (await (await stores()).prometheus.query(filled)).length > 0);
    }
  });

test('When the service map is opened, then the metrics that it reads are in its data source', async () => {
  const { datasourceUid } = source('tempo').serviceMap as { datasourceUid: string };
  assert.equal(datasourceUid, 'prometheus');
  await eventually(
    'an edge over a queue',
    async () => (await (await stores()).prometheus.query(QUEUE_EDGE)).length > 0,
  );
});

// As Grafana does it: the span's attribute by the name of the label.
function tagsOf(tags: Tag[], service: string): string {
  return tags.map(({ key, value }) => `${value}="${{ 'service.name': service }[key] ?? ''}"`).join(', ');
}

/** The LogQL of this lab's log store; without one the test is skipped, and says so. */
async function logqlOr(t: TestContext): Promise<SearchLogql | undefined> {
  const { name, logql } = (await stores()).logs;
  if (!logql) t.skip(`${name} has no LogQL`);
  return logql;
}

async function eventually(what: string, condition: () => Promise<boolean>): Promise<void> {
  assert.ok(
    await waitUntil(condition, ARRIVE_LIMIT_MS, 500),
    `not found within ${ARRIVE_LIMIT_MS} ms: ${what}`,
  );
}
