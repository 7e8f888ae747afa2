// Preloaded by `lab incident`: something in orders takes all connections of the pool for seconds, again and again.
import type { Pool, PoolClient } from 'pg';

const TAKEN_MS = 2_300;
const FREE_MS = 1_500;
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
    setInterval(() => takeAll(this), TAKEN_MS + FREE_MS).unref();
    return Reflect.apply(connect, this, given);
  } as Pool['connect'];
}

async function takeAll(pool: Pool): Promise<void> {
  const taken = Array.from({ length: pool.options.max }, () => pool.connect());
  const giveBack = (client: PoolClient) => setTimeout(() => client.release(), TAKEN_MS);
  for (const client of taken) client.then(giveBack, () => {});
}
