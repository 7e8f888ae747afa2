// Services whose author was careless (leaky-service.ts): what the Collector lets through to the stores.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { driveCheckout } from '../../../lab/checkout/drive-checkout.ts';
import { waitUntil } from '../../../lab/engine/local/process/wait-until.ts';
import { askPrometheus } from '../../../lab/stores/ask-prometheus.ts';
import { readSpans } from '../../../lab/stores/trace-store.ts';
import { type FullLab, openFullLab } from '../open-full-lab.ts';

const STORED_LIMIT_MS = 60_000;
const PERSONAL =
  /robin(@|%40)example|sales@example|4242[ -]?4242[ -]?4242[ -]?4242|Robin Reader|1 Span Street/i;
const LEAK = 'services/shared/leaky-service.ts';

test('When services leak e-mail and card number in every way, then neither is in a store, and the spans are', async (t) => {
  const lab = await openFullLab({
    [LEAK]: readFileSync(`${import.meta.dirname}/leaky-service.ts`, 'utf8'),
    '.lab/chapter.env': `NODE_OPTIONS=--import=./${LEAK}\n`,
  });
  t.after(lab.close);
  const { prometheus, desk } = lab.at;
  const { traces, logs } = lab.stores;
  const startedMs = Date.now();
  const { traceId } = await driveCheckout(lab.at.storefront, {
    headers: { baggage: 'user.email=sales%40example.com' },
  });
  assert.ok(traceId);

  const leaked = async () =>
    (await readSpans(traces, traceId)).filter((span) => 'sale.note' in span.attributes);
  const services = async (found: Promise<{ service: string }[]>) =>
    new Set((await found).map(({ service }) => service)).size;
  const threeLeak = (leaks: () => Promise<{ service: string }[]>) =>
    waitUntil(async () => (await services(leaks())) === 3, STORED_LIMIT_MS);
  assert.ok(await threeLeak(leaked), 'spans of three services leak');
  for (const { attributes, service } of await leaked())
    for (const key of ['user.email', 'card.number', 'sale.baggage'])
      assert.match(String(attributes[key]), /^\*+$/, `${key} of ${service} is there, and masked`);
  const logged = () => logs.lines({ attributes: { leak: 'true' }, sinceMs: startedMs });
  assert.ok(await threeLeak(logged), 'lines of three services leak');
  const counted = () => askPrometheus(prometheus).query('leaky_sales_total');
  assert.ok(await waitUntil(async () => (await counted()).length > 0, STORED_LIMIT_MS), 'a counter leaks');

  const exemplars = () =>
    askPrometheus(prometheus).exemplars('traces_span_metrics_duration_seconds_bucket', startedMs);
  assert.ok(await waitUntil(async () => (await exemplars()).length > 0, STORED_LIMIT_MS), 'exemplars come');

  const answers = {
    trace: await traces.said(traceId),
    logs: await logs.said({ sinceMs: startedMs }),
    'log labels': await raw(labelsOfLogs(lab.at)),
    series: await raw(`${prometheus}/api/v1/series?${query({ 'match[]': '{__name__=~".+"}' })}`),
    exemplars: JSON.stringify(await exemplars()),
    tap: await raw(`${desk}/api/traces/${traceId}`),
  };
  for (const [where, answer] of Object.entries(answers)) {
    assert.ok(answer.length > 100, `${where}: ${answer}`);
    assert.doesNotMatch(answer, PERSONAL, where);
  }
});

/** Where the log store tells by which labels it cuts its streams. */
function labelsOfLogs({ loki, 'victoria-logs': victoriaLogs }: FullLab['at']): string {
  if (loki) return `${loki}/loki/api/v1/series`;
  return `${victoriaLogs}/select/logsql/streams?${query({ query: '*' })}`;
}

async function raw(url: string): Promise<string> {
  const response = await fetch(url);
  assert.ok(response.ok, `${response.status} ${url}`);
  return response.text();
}

function query(parameters: Record<string, string>): string {
  return new URLSearchParams(parameters).toString();
}
