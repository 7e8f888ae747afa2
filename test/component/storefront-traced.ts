import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';

export type OtlpSpan = {
  traceId: string;
  spanId: string;
  name: string;
  kind: number;
  attributes: Array<{ key: string; value: Record<string, unknown> }>;
};

const SERVICES = join(import.meta.dirname, '../../services');
const SERVER = 2;
const LIMIT_MS = 10_000;

/** The storefront as a process with telemetry on, and what it sends. `serverSpan` waits for one, `stop` gives the exit code. */
export async function startTracedStorefront(ordersUrl: string) {
  const { collector, spans } = startCollector();
  const collectorUrl = await addressOf(collector);
  const reserved = createServer();
  const url = await addressOf(reserved);
  await new Promise((resolve) => reserved.close(resolve));
  const main = ['--import', `${SERVICES}/shared/telemetry.ts`, `${SERVICES}/storefront/main.ts`];
  const env = {
    PATH: process.env.PATH,
    PORT: new URL(url).port,
    ORDERS_URL: ordersUrl,
    TRACE_URL: 'http://127.0.0.1:9/traces/{traceId}',
    OTEL_SERVICE_NAME: 'storefront',
    OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '50',
  };
  const child = spawn(process.execPath, main, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await isListening(child.stdout);
  const stop = async () => {
    child.kill('SIGTERM');
    const [exitCode] = await once(child, 'exit', { signal: AbortSignal.timeout(LIMIT_MS) });
    collector.close();
    return exitCode;
  };
  return {
    url,
    spans,
    serverSpan: (traceId: string | undefined) => serverSpan(collector, spans, traceId),
    stop,
  };
}

/** One attribute of a span, as it was sent. */
export function attribute(span: OtlpSpan, key: string): unknown {
  const value = span.attributes.find((it) => it.key === key)?.value;
  return value && Object.values(value)[0];
}

async function isListening(output: Readable): Promise<void> {
  let log = '';
  for await (const chunk of output.iterator({ destroyOnReturn: false })) {
    log += chunk;
    if (log.includes('storefront listening')) break;
  }
  output.resume();
}

async function serverSpan(collector: Server, spans: OtlpSpan[], traceId: string | undefined) {
  const signal = AbortSignal.timeout(LIMIT_MS);
  for (;;) {
    const found = spans.find((span) => span.traceId === traceId && span.kind === SERVER);
    if (found) return found;
    await once(collector, 'spans', { signal });
  }
}

function startCollector() {
  const spans: OtlpSpan[] = [];
  const collector = createServer(async (request, response) => {
    const body = (await json(request)) as {
      resourceSpans?: Array<{ scopeSpans: Array<{ spans: OtlpSpan[] }> }>;
    };
    for (const { scopeSpans } of body.resourceSpans ?? [])
      spans.push(...scopeSpans.flatMap((scope) => scope.spans));
    response.end('{}');
    collector.emit('spans');
  });
  return { collector: collector.unref(), spans };
}

async function addressOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
