import assert from 'node:assert/strict';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import type { OpenStores } from '../../lab/stores/open-stores.ts';
import { LEAD_MS, LINES, logsRequest, OLD_MS, TRACES, tracesRequest } from './made-up-telemetry.ts';

/** Tempo finds a trace by what it is about when it has been quiet for some seconds. */
const FOUND_LIMIT_MS = 90_000;

/**
 * Sends the made-up telemetry to the Collector at `collector` (OTLP over HTTP) and waits until these stores find all of it.
 * Returns when it was begun, epoch milliseconds.
 */
export async function sendMadeUp(
  collector: string,
  { traces, logs }: Pick<OpenStores, 'traces' | 'logs'>,
): Promise<number> {
  const baseMs = Date.now() - 2 * LEAD_MS;
  await post(`${collector}/v1/traces`, tracesRequest(baseMs));
  await post(
    `${collector}/v1/traces`,
    tracesRequest(baseMs, ({ trace }) => trace === TRACES.twice),
  );
  await post(`${collector}/v1/logs`, logsRequest(baseMs));
  const sinceMs = baseMs - OLD_MS - LEAD_MS;
  const services = [...new Set(LINES.map(({ service }) => service))];
  const allFound = async () => {
    const found = await traces.find({ name: 'take money', sinceMs });
    const lines = await Promise.all(services.map((service) => logs.lines({ service, sinceMs })));
    return found.length === 4 && lines.flat().length === LINES.length;
  };
  assert.ok(await waitUntil(allFound, FOUND_LIMIT_MS, 500), 'the stores do not find what they were sent');
  return baseMs;
}

async function post(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200, await response.text());
}
