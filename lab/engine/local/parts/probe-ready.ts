import { askHttp } from '../process/ask-http.ts';

const PROBE_LIMIT_MS = 1_500;
const LONGEST_REASON = 120;

/** Asks a backend's readiness page: null when it answers 200, else what it says. Rejects when nobody answers. */
export async function probeReady(url: string): Promise<string | null> {
  const { status, body } = await askHttp(url, { limitMs: PROBE_LIMIT_MS });
  if (status === 200) return null;
  const [line = ''] = typeof body === 'string' ? body.trim().split('\n') : [];
  return line.slice(0, LONGEST_REASON) || `${new URL(url).pathname} answers ${status}`;
}
