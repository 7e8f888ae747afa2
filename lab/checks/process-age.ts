import { z } from 'zod';
import type { PartStatus } from '../engine/engine.ts';

const ANSWER_LIMIT_MS = 2_000;
const healthSchema = z.object({ uptimeSeconds: z.number() });

/**
 * How long a part's process has been running, in seconds; null when it does not say. Our services are asked themselves: a
 * container may be older than the process in it.
 */
export async function processAgeSeconds({ url, uptimeSeconds }: PartStatus): Promise<number | null> {
  if (url === null || !url.startsWith('http')) return uptimeSeconds;
  try {
    const response = await fetch(new URL('/healthz', url), {
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    const health = healthSchema.safeParse(await response.json());
    return health.success ? health.data.uptimeSeconds : uptimeSeconds;
  } catch {
    return uptimeSeconds;
  }
}
