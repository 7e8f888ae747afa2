// A second backend is a change of the Collector alone: an overlay file, and no service so much as restarts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awaitTrace } from '../../../lab/checkout/await-trace.ts';
import { driveCheckout } from '../../../lab/checkout/drive-checkout.ts';
import { assessTrace } from '../../../lab/desk/trace/assess-trace.ts';
import { waitUntil } from '../../../lab/engine/local/process/wait-until.ts';
import { readSpans } from '../../../lab/stores/trace-store.ts';
import { type FullLab, openFullLab } from '../open-full-lab.ts';
import { startSecondDesk } from './start-second-desk.ts';

const STORED_LIMIT_MS = 30_000;
const SERVICES = ['storefront', 'orders', 'payments-worker'];

test('When an overlay adds a backend, then both have the whole trace, and the services run on', async (t) => {
  const lab = await openFullLab();
  const second = await startSecondDesk(t, lab);
  t.after(lab.close);
  const before = await pidsOfServices(lab);

  lab.save(
    'deploy/collector/overlay.yaml',
    `exporters:
  otlp_http/second: { endpoint: "${second.seenFromCollector}", encoding: json }
service:
  pipelines:
    traces/store: { receivers: [forward/store], exporters: [otlp_grpc/traces, otlp_http/second] }
`,
  );
  await lab.engine.apply(['collector']);
  const { traceId } = await driveCheckout(lab.at.storefront);
  assert.ok(traceId);
  const { traces } = lab.stores;
  const isStored = async () => assessTrace(await readSpans(traces, traceId)).complete;
  assert.ok(await waitUntil(isStored, STORED_LIMIT_MS), `${traces.name} has the whole trace`);
  assert.equal((await awaitTrace(second.url, traceId, STORED_LIMIT_MS))?.complete, true);
  assert.deepEqual(await pidsOfServices(lab), before);
});

async function pidsOfServices({ engine }: FullLab): Promise<(number | null)[]> {
  const { parts } = await engine.status();
  return SERVICES.map((service) => parts.find(({ name }) => name === service)?.pid ?? null);
}
