import { z } from 'zod';
import { askHttp } from '../process/ask-http.ts';

const PROBE_LIMIT_MS = 1_500;
const bodySchema = z.object({
  pid: z.number().optional(),
  parts: z.record(z.string(), z.unknown()).optional(),
});

/** Asks a service's /readyz: null when it is ready, else what it waits for. Rejects when nobody answers. */
export async function probeHttp(port: number, pid: number): Promise<string | null> {
  const answer = await askHttp(`http://127.0.0.1:${port}/readyz`, { limitMs: PROBE_LIMIT_MS });
  const body = bodySchema.safeParse(answer.body).data;
  // Until our process has failed to listen, the one that has taken its port may answer in its place.
  if (body?.pid !== undefined && body.pid !== pid) return `port ${port} is answered by process ${body.pid}`;
  if (answer.status === 200) return null;
  const waiting = Object.entries(body?.parts ?? {}).filter(([, state]) => state !== 'ready');
  return waiting.map(([name, state]) => `${name}: ${state}`).join('; ') || `/readyz answers ${answer.status}`;
}
