import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Metric } from '../../lab/desk/telemetry-types.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { addresses, checkoutTrace, metricsSince } from '../running-lab.ts';
import { METRICS } from './paid-checkout.ts';

const EXPORT_LIMIT_MS = 15_000; // the services export every five seconds

let metrics: Metric[] = [];
before(async () => {
  const startedMs = Date.now();
  await checkoutTrace();
  await waitUntil(async () => {
    metrics = await metricsSince(startedMs);
    return METRICS.every(({ service, name }) =>
      metrics.some((metric) => metric.service === service && metric.name === name),
    );
  }, EXPORT_LIMIT_MS);
});

for (const { service, name, unit, type } of METRICS) {
  test(`When a checkout is paid, then ${service} exports ${name} in ${unit}`, () => {
    const metric = metrics.find((candidate) => candidate.service === service && candidate.name === name);
    assert.ok(metric, `${name} of ${service} has not arrived`);
    assert.equal(metric.unit, unit);
    assert.equal(metric.type, type);
  });
}

test('When orders are settled, then they are counted by outcome', () => {
  const settled = metrics.find((metric) => metric.name === 'bookstore.orders.settled');
  const paid = settled?.points.find((point) => point.attributes['bookstore.order.outcome'] === 'paid');
  assert.ok(Number(paid?.value) >= 1);
});

test('When telemetry is exported, then those requests are not counted as calls of the Bookstore', async () => {
  const calls = metrics
    .filter((metric) => metric.name === 'http.client.request.duration')
    .flatMap((metric) => metric.points);
  assert.ok(calls.length > 0);
  const { port } = new URL((await addresses()).desk);
  assert.deepEqual(
    calls.filter((point) => String(point.attributes['server.port']) === port),
    [],
  );
});
