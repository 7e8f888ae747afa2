// Preloaded into the traced services while this chapter is active: one pod of payments-worker is a bad one, as if the
// machine that it runs on had a bad way out. Which one, nobody has chosen: whichever gets the lock in the database first.
// When it ends, the lock is free, and the next pod that gets it is the bad one.
import { setTimeout as after } from 'node:timers/promises';

const DELAY_MS = 700;
const LOCK = 13;
const TELEMETRY = Symbol.for('opentelemetry.js.api.1');

if (process.argv[1]?.includes('payments-worker')) {
  // Not before the instrumentation: what is imported earlier than that is not traced.
  const timer = setInterval(() => {
    if (!(globalThis as Record<symbol, { trace?: unknown }>)[TELEMETRY]?.trace) return;
    clearInterval(timer);
    void untilLocked().then(slowDown, () => {});
  }, 10);
}

/** Resolves when no other pod has the lock; it is held as long as this process lives. */
async function untilLocked(): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  client.on('error', () => {}); // the database goes: then there is nothing to pay either
  await client.connect();
  await client.query('select pg_advisory_lock($1)', [LOCK]);
}

function slowDown(): void {
  const { fetch } = globalThis;
  globalThis.fetch = async (...asked) => {
    await after(DELAY_MS);
    return fetch(...asked);
  };
}
