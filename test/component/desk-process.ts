import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';

const MAIN = path.join(import.meta.dirname, '../../lab/desk/main.ts');

export interface RunningDesk {
  url: string;
  child: ChildProcess;
  post(
    signal: 'traces' | 'logs' | 'metrics',
    body: string | Uint8Array<ArrayBuffer> | object,
    headers?: Record<string, string>,
  ): Promise<Response>;
  get<Answer>(path: string): Promise<Answer>;
}

/** Starts a real desk process on a free port and stops it after the test; resolves when it listens. */
export async function startDesk(
  t: TestContext | { after(fn: () => unknown): void },
  env: Record<string, string> = {},
): Promise<RunningDesk> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, 'line', { signal: AbortSignal.timeout(30_000) });
  const url = `http://127.0.0.1:${JSON.parse(line).address.port}`;
  return {
    url,
    child,
    post: (signal, body, headers = {}) =>
      fetch(`${url}/v1/${signal}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      }),
    get: async (path) => (await fetch(url + path, { signal: AbortSignal.timeout(20_000) })).json(),
  };
}

/** An OTLP/JSON trace request with one span for each name; the first one is the root. */
export function aTraceRequest(traceId: string, names: string[], more: object = {}): object {
  const spans = names.map((name, at) => ({
    traceId,
    spanId: (at + 1).toString(16).padStart(16, '0'),
    parentSpanId: at === 0 ? '' : '0000000000000001',
    name,
    kind: 1,
    startTimeUnixNano: String(1_795_247_054_000_000_000n + BigInt(at) * 1_000_000n),
    endTimeUnixNano: '1795247054900000000',
    ...more,
  }));
  const attributes = [{ key: 'service.name', value: { stringValue: 'orders' } }];
  return { resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans }] }] };
}
