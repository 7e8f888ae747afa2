// Every question that a dashboard or an alert asks is asked here, of the running stack, after everything has happened once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { findSeries, loadedRules } from './ask-like-grafana.ts';
import { type Question, questionsOf, readDashboards, readRules, variablesOf } from './dashboard-queries.ts';
import { askVariable, fillIn, openLink, variableValues } from './fill-in.ts';
import { mixedLoad } from './mixed-load.ts';
import { stores } from './running-stores.ts';
import { unknownWords } from './unknown-words.ts';

const DATA_LIMIT_MS = 45_000; // export 5 s, scrape 5 s, TraceQL 15 s behind, and the rules after them

const dashboards = readDashboards();
const rules = readRules();
const table: { question: string; found: string }[] = [];
const startedMs = Date.now();
let values: Record<string, string> = {};

before(async () => {
  await mixedLoad();
  values = await variableValues();
});
after(() => {
  const width = Math.max(...table.map(({ question }) => question.length));
  for (const { question, found } of table) console.log(`${question.padEnd(width)}  ${found}`);
});

for (const dashboard of dashboards) {
  for (const question of questionsOf(dashboard)) {
    test(`When everything has happened once, then ${question.where} has data`, async (t) => {
      const unknown = await languageUnknown(question);
      if (unknown) return t.skip(unknown);
      await untilFound(question.where, () => find(question));
    });
    if (question.exemplars)
      test(`When spans were counted, then ${question.where} has exemplars`, () =>
        untilFound(`${question.where}, exemplars`, async () =>
          (await stores()).prometheus.exemplars(fillIn(question.text, values), startedMs),
        ));
    for (const link of question.links)
      test(`When a point of ${question.where} is clicked, then "${link.title}" finds traces`, async (t) => {
        const { name, traceql } = (await stores()).traces;
        if (!traceql) return t.skip(`${name} has no TraceQL`);
        await untilFound(`${question.where}, link`, () => follow(link.url, question));
      });
  }
  for (const { name, type, text } of variablesOf(dashboard).filter((variable) => variable.type === 'query'))
    test(`When the ${type} variable ${name} of ${dashboard.title} is opened, then it offers services`, () =>
      untilFound(`${dashboard.title} / variable ${name}`, () => askVariable(text)));
}

for (const { alert, record, expr, file } of rules) {
  // With `bool` the comparison answers 0 or 1, also where there is nothing to be alarmed at.
  const query = alert ? expr.replace(/ (>|<|==|!=|>=|<=) /g, ' $1 bool ') : expr;
  test(`When everything has happened once, then rule ${alert ?? record} has data to judge by`, () =>
    untilFound(`${file} / ${alert ?? record}`, () => findSeries(query, true)));
}

test('When queries name metrics, labels and values, then Prometheus has stored them', async () => {
  const asked = dashboards.flatMap(questionsOf).filter(({ of }) => of === 'prometheus');
  const queries = [...asked.map(({ text }) => fillIn(text, values)), ...rules.map(({ expr }) => expr)];
  let unknown: string[] = [];
  await waitUntil(
    async () => {
      unknown = await unknownWords(queries);
      return unknown.length === 0;
    },
    DATA_LIMIT_MS,
    1_000,
  );
  assert.deepEqual(unknown, []);
});

test('When something happens for the first time, then its counter has grown', async () => {
  // Prometheus must know that the counter was 0 before: else one dead letter, one failed order, has no rate.
  const grown = 'sum(increase(bookstore_messages_dead_lettered_total[10m])) >= 1';
  assert.ok(await waitUntil(async () => (await findSeries(grown, true)).length > 0, DATA_LIMIT_MS, 500));
});

test('When Prometheus runs, then it has loaded and evaluated every rule', async () => {
  const names = rules.map(({ alert, record }) => alert ?? record).sort();
  let loaded: Awaited<ReturnType<typeof loadedRules>> = [];
  await waitUntil(async () => {
    loaded = await loadedRules();
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
    (await loadedRules())
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

/** Why a question cannot be asked of this lab's stores; undefined when it can. */
async function languageUnknown({ of }: Question): Promise<string | undefined> {
  const { logs, traces } = await stores();
  if (of === 'loki' && !logs.logql) return `${logs.name} has no LogQL`;
  return of === 'tempo' && !traces.traceql ? `${traces.name} has no TraceQL` : undefined;
}

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

async function find(question: Question): Promise<unknown[]> {
  const text = fillIn(question.text, values);
  const { logs, traces } = await stores();
  if (question.of === 'loki') return logs.logql?.(text, startedMs) ?? assert.fail('no LogQL here');
  if (question.of === 'tempo') return traces.traceql?.(text) ?? assert.fail('no TraceQL here');
  if (question.of === 'prometheus') return findSeries(text, question.instant);
  return serviceMapEdges();
}

// What Grafana draws the service map from: the edges with their rate, latency and failures.
async function serviceMapEdges(): Promise<unknown[]> {
  const [edges] = await Promise.all([
    findSeries('sum by (client, server) (rate(traces_service_graph_request_total[1m]))'),
    findSeries('sum by (client, server) (rate(traces_service_graph_request_server_seconds_sum[1m]))'),
    findSeries('sum by (client, server) (rate(traces_service_graph_request_failed_total[1m]))'),
  ]);
  const drawn = edges.map(({ client, server }) => `${client} -> ${server}`);
  return ['storefront -> orders', 'orders -> payments-worker', 'payments-worker -> orders'].every((edge) =>
    drawn.includes(edge),
  )
    ? edges
    : [];
}

// Clicks one series of the panel after the other, until a link leads to traces.
async function follow(url: string, question: Question): Promise<unknown[]> {
  const { traceql } = (await stores()).traces;
  assert.ok(traceql, 'no TraceQL here');
  for (const labels of await findSeries(fillIn(question.text, values), question.instant)) {
    const { datasource, query } = openLink(url, labels);
    assert.equal(datasource, 'tempo');
    const traces = await traceql(query);
    if (traces.length > 0) return traces;
  }
  return [];
}
