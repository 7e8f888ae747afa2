// Every question that a dashboard or an alert asks is asked here, of the running stack, after everything has happened once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { askExemplars, askLoki, askPrometheus, askRules, askTempo, type Series } from './ask-stores.ts';
import { type Question, questionsOf, readDashboards, readRules, variablesOf } from './dashboard-queries.ts';
import { askVariable, fillIn, openLink, variableValues } from './fill-in.ts';
import { mixedLoad, untilCounted } from './mixed-load.ts';

const DATA_LIMIT_MS = 45_000; // export 5 s, scrape 5 s, TraceQL 15 s behind, and the rules after them

const dashboards = readDashboards();
const rules = readRules();
const table: { question: string; found: string }[] = [];
let values: Record<string, string> = {};

before(async () => {
  await mixedLoad();
  await untilCounted();
  await mixedLoad();
  values = await variableValues();
});
after(() => {
  const width = Math.max(...table.map(({ question }) => question.length));
  for (const { question, found } of table) console.log(`${question.padEnd(width)}  ${found}`);
});

for (const dashboard of dashboards) {
  for (const question of questionsOf(dashboard)) {
    test(`When everything has happened once, then ${question.where} has data`, () =>
      untilFound(question.where, () => find(question)));
    if (question.exemplars)
      test(`When spans were counted, then ${question.where} has exemplars`, () =>
        untilFound(`${question.where}, exemplars`, () => askExemplars(fillIn(question.text, values))));
    for (const link of question.links)
      test(`When a point of ${question.where} is clicked, then "${link.title}" finds traces`, () =>
        untilFound(`${question.where}, link`, () => follow(link.url, question)));
  }
  for (const { name, type, text } of variablesOf(dashboard).filter((variable) => variable.type === 'query'))
    test(`When the ${type} variable ${name} of ${dashboard.title} is opened, then it offers services`, () =>
      untilFound(`${dashboard.title} / variable ${name}`, () => askVariable(text)));
}

for (const { alert, record, expr, file } of rules) {
  // With `bool` the comparison answers 0 or 1, also where there is nothing to be alarmed at.
  const query = alert ? expr.replace(/ (>|<|==|!=|>=|<=) /g, ' $1 bool ') : expr;
  test(`When everything has happened once, then rule ${alert ?? record} has data to judge by`, () =>
    untilFound(`${file} / ${alert ?? record}`, () => askPrometheus(query, true)));
}

test('When Prometheus runs, then it has loaded and evaluated every rule', async () => {
  const names = rules.map(({ alert, record }) => alert ?? record).sort();
  let loaded: Awaited<ReturnType<typeof askRules>> = [];
  await waitUntil(async () => {
    loaded = await askRules();
    return loaded.every(({ health }) => health === 'ok');
  }, DATA_LIMIT_MS);
  assert.deepEqual(loaded.map(({ name }) => name).sort(), names);
  assert.deepEqual(
    loaded.filter(({ health }) => health !== 'ok'),
    [],
  );
});

test('When a message was dead-lettered, then its alert has noticed, and none about the Collector has', async () => {
  const noticed = async () =>
    (await askRules())
      .filter(({ state }) => state === 'pending' || state === 'firing')
      .map(({ name }) => name);
  assert.ok(
    await waitUntil(async () => (await noticed()).includes('DeadLettersWaiting'), DATA_LIMIT_MS, 500),
  );
  assert.deepEqual(
    (await noticed()).filter((name) => name.startsWith('Collector')),
    [],
  );
});

async function untilFound(question: string, look: () => Promise<unknown[]>): Promise<void> {
  let found: unknown[] = [];
  await waitUntil(
    async () => {
      found = await look();
      return found.length > 0;
    },
    DATA_LIMIT_MS,
    500,
  );
  table.push({ question, found: found.length === 0 ? 'NOTHING' : String(found.length) });
  assert.ok(found.length > 0, `${question} has found nothing`);
}

function find(question: Question): Promise<unknown[]> {
  const text = fillIn(question.text, values);
  if (question.of === 'loki') return askLoki(text);
  if (question.of === 'tempo') return askTempo(text);
  if (question.of === 'prometheus') return askPrometheus(text, question.instant);
  return serviceMapEdges();
}

// What Grafana draws the service map from: the edges with their rate, latency and failures.
async function serviceMapEdges(): Promise<Series[]> {
  const [edges] = await Promise.all([
    askPrometheus('sum by (client, server) (rate(traces_service_graph_request_total[1m]))'),
    askPrometheus('sum by (client, server) (rate(traces_service_graph_request_server_seconds_sum[1m]))'),
    askPrometheus('sum by (client, server) (rate(traces_service_graph_request_failed_total[1m]))'),
  ]);
  const drawn = edges.map(({ labels }) => `${labels.client} -> ${labels.server}`);
  return ['storefront -> orders', 'orders -> payments-worker', 'payments-worker -> orders'].every((edge) =>
    drawn.includes(edge),
  )
    ? edges
    : [];
}

// Clicks one series of the panel after the other, until a link leads to traces.
async function follow(url: string, question: Question): Promise<string[]> {
  for (const { labels } of await askPrometheus(fillIn(question.text, values), question.instant)) {
    const { datasource, query } = openLink(url, labels);
    assert.equal(datasource, 'tempo');
    const traces = await askTempo(query);
    if (traces.length > 0) return traces;
  }
  return [];
}
