// Four times the load that the shop can take, for a minute: telemetry stays within its memory and says what it dropped.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';
import { parse } from 'yaml';
import { awaitSettled } from '../../lab/checkout/await-settled.ts';
import { buyMany } from '../../lab/checkout/buy-many.ts';
import { CARDS } from '../../lab/checkout/drive-checkout.ts';
import { assessTrace } from '../../lab/desk/trace/assess-trace.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { askPrometheus } from '../../lab/stores/ask-prometheus.ts';
import { askTempo } from '../../lab/stores/ask-tempo.ts';
import { type FullLab, openFullLab } from './open-full-lab.ts';

const WARM_UP_S = 15;
const CALM_S = 10;
const OVERLOAD_S = 60;
const RECOVERY_LIMIT_MS = 30_000;
const QUIET_LIMIT_MS = 60_000;
const SPANS_OF_A_CHECKOUT = 17;
const MB = 1_048_576;

test('When four times the sustainable load comes for 60 s, then memory keeps within its limits, and what was dropped is counted', async (t) => {
  const lab = await openFullLab();
  t.after(lab.close);
  await load(lab, WARM_UP_S, 16);
  const calm = await load(lab, CALM_S, 16);
  const sustainable = calm['2xx'] / CALM_S;
  const [overload, peaks] = await Promise.all([
    load(lab, OVERLOAD_S, 128, 4 * sustainable),
    watchMemory(lab, OVERLOAD_S * 1_000),
  ]);
  console.log(
    `sustainable ${sustainable.toFixed(0)}/s; at four times that ${overload['2xx']} accepted, ${overload.non2xx} sent away, p50 ${overload.latency.p50} ms`,
  );
  for (const [name, limit] of memoryLimits())
    console.log(
      `${name}: at most ${Math.round((peaks.get(name) ?? 0) / MB)} of ${Math.round(limit / MB)} MB`,
    );
  for (const [name, limit] of memoryLimits()) {
    const peak = peaks.get(name) ?? 0;
    assert.ok(peak > 0 && peak <= limit, `${name} took ${peak} of ${limit} bytes`);
  }

  await awaitSettled(lab.at.postgres);
  assert.ok(await waitUntil(() => isWholeAgain(lab), RECOVERY_LIMIT_MS), 'a new checkout is whole again');
  assert.ok(
    await waitUntil(async () => (await balance(lab)).open === 0, QUIET_LIMIT_MS, 1_000),
    JSON.stringify(await balance(lab)),
  );
  const { sent, dropped, stored, lost } = await balance(lab);
  console.log(
    `spans: ${sent} sent, ${dropped} dropped by the services, ${stored} stored, ${lost} lost after that`,
  );
  const produced = overload['2xx'] * SPANS_OF_A_CHECKOUT;
  assert.ok(sent + dropped >= produced, `${produced} were produced at least: some were dropped uncounted`);
});

function load({ at }: FullLab, duration: number, connections: number, overallRate?: number) {
  return autocannon({
    url: `${at.storefront}/checkout`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      customer: { name: 'Robin Reader', email: 'robin@example.com', address: '1 Span Street' },
      lines: [{ bookId: 'tail-risk', quantity: 1 }],
      card: { number: CARDS.approved },
    }),
    duration,
    connections,
    ...(overallRate ? { overallRate } : {}),
  });
}

// The containers' limits: what runs without them may not need more either. The desk holds twice as much there.
function memoryLimits(): [name: string, bytes: number][] {
  const file = readFileSync(join(import.meta.dirname, '../../docker-compose.yml'), 'utf8');
  const { services } = parse(file, { merge: true }) as { services: Record<string, { mem_limit: string }> };
  return ['collector', 'tempo', 'loki', 'prometheus'].map((name) => [
    name,
    Number.parseInt(services[name]?.mem_limit ?? '', 10) * MB,
  ]);
}

async function watchMemory({ engine }: FullLab, forMs: number): Promise<Map<string, number>> {
  const peaks = new Map<string, number>();
  for (const untilMs = performance.now() + forMs; performance.now() < untilMs; await pause(1_000)) {
    for (const { name, rssBytes } of (await engine.status()).parts)
      peaks.set(name, Math.max(peaks.get(name) ?? 0, rssBytes ?? 0));
  }
  return peaks;
}

async function isWholeAgain({ at }: FullLab): Promise<boolean> {
  const [order] = await buyMany(at.storefront, [{}], { perSecond: 1 });
  const isWhole = async () => assessTrace(await askTempo(at.tempo).trace(order?.traceId ?? '')).complete;
  return waitUntil(isWhole, 5_000, 500);
}

/** Spans by what became of them; `open`: sent by the services, and neither stored nor counted as lost. */
async function balance({ at }: FullLab) {
  const sum = async (promql: string) =>
    (await askPrometheus(at.prometheus).query(`sum(${promql})`))[0]?.value ?? 0;
  const sent = await sum('otel_sdk_processor_span_processed_total{error_type=""}');
  const dropped = await sum('otel_sdk_processor_span_processed_total{error_type!=""}');
  const stored = await sum('otelcol_exporter_sent_spans{exporter="otlp_grpc/tempo"}');
  const lost = await sum(
    '{__name__=~"otelcol_exporter_(enqueue|send)_failed_spans", exporter="otlp_grpc/tempo"}',
  );
  return { sent, dropped, stored, lost, open: sent - stored - lost };
}
