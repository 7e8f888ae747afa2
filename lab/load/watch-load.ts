import { setTimeout as after } from 'node:timers/promises';
import { z } from 'zod';
import { askHttp } from '../engine/local/process/ask-http.ts';

/** How far a load is. Requests count every call to the shop; p95 of the checkout in milliseconds. */
export type LoadProgress = {
  secondsLeft: number;
  requests: number;
  failed: number;
  p95Ms: number | undefined;
};

const LOOK_EVERY_MS = 500;

const metricsSchema = z.object({
  data: z.array(
    z.object({ id: z.string(), attributes: z.object({ sample: z.record(z.string(), z.number()) }) }),
  ),
});

/** Asks a running k6 at `apiAddress` how far it is, twice a second until `signal` aborts. */
export async function watchLoad(
  apiAddress: string,
  plannedSeconds: number,
  signal: AbortSignal,
  show: (progress: LoadProgress) => void,
): Promise<void> {
  const endMs = Date.now() + plannedSeconds * 1_000;
  while (!signal.aborted) {
    const sample = await samplesOf(apiAddress);
    const requests = sample('http_reqs', 'count') ?? 0;
    const failed = Math.round(requests * (sample('http_req_failed', 'rate') ?? 0));
    const secondsLeft = Math.max(0, Math.ceil((endMs - Date.now()) / 1_000));
    if (signal.aborted) return;
    show({ secondsLeft, requests, failed, p95Ms: sample('checkout_duration', 'p(95)') });
    await after(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

// Before its first request and after its last one k6 does not answer: nothing is known then, and nothing is wrong.
async function samplesOf(apiAddress: string): Promise<(metric: string, value: string) => number | undefined> {
  const answer = await askHttp(`http://${apiAddress}/v1/metrics`).catch(() => undefined);
  const parsed = metricsSchema.safeParse(answer?.body);
  const metrics = parsed.success ? parsed.data.data : [];
  return (metric, value) => metrics.find(({ id }) => id === metric)?.attributes.sample[value];
}
