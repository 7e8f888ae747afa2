// Preloaded by `lab incident`: something in orders takes all connections of the pool for seconds, again and again.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Pool, PoolClient } from 'pg';

const TAKEN_MS = 2_300;
const FREE_MS = 1_500;
const REQUESTS = 'http.server.request.start';
const TELEMETRY = Symbol.for('opentelemetry.js.api.1');

if (process.argv[1]?.includes('orders')) {
  // Not before the instrumentation: what is imported earlier than that is not traced.
  const timer = setInterval(async () => {
    if (!(globalThis as Record<symbol, { trace?: unknown }>)[TELEMETRY]?.trace) return;
    clearInterval(timer);
    const { default: pg } = await import('pg');
    takeFrom(pg.Pool.prototype);
  }, 10);
}

function takeFrom(prototype: Pool): void {
  const connect = prototype.connect;
  prototype.connect = function (this: Pool, ...given: unknown[]) {
    prototype.connect = connect;
    onFirstOrder(() => setInterval(() => takeAll(this), TAKEN_MS + FREE_MS).unref());
    return Reflect.apply(connect, this, given);
  } as Pool['connect'];
}

// Not before customers come: a service that is not ready yet would never become it.
function onFirstOrder(begin: () => void): void {
  const look = (message: unknown) => {
    if ((message as { request: IncomingMessage }).request.method !== 'POST') return;
    unsubscribe(REQUESTS, look);
    begin();
  };
  subscribe(REQUESTS, look);
}

async function takeAll(pool: Pool): Promise<void> {
  const taken = Array.from({ length: pool.options.max }, () => pool.connect());
  const giveBack = (client: PoolClient) => setTimeout(() => client.release(), TAKEN_MS);
  for (const client of taken) client.then(giveBack, () => {});
}
