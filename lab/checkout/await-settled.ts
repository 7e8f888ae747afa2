import pg from 'pg';
import { LabError } from '../engine/lab-error.ts';
import { waitUntil } from '../engine/local/process/wait-until.ts';

const LIMIT_MS = 90_000;
const LOOK_EVERY_MS = 250;

/**
 * Resolves when these orders wait for no payment any more; without `orderIds`, when no order of the shop does. Asks the
 * database at `postgresUrl` itself: hundreds of customers who look at their orders would be a load, and traces, of their
 * own. Throws LabError after 90 s.
 */
export async function awaitSettled(postgresUrl: string, orderIds?: readonly string[]): Promise<void> {
  const database = new pg.Client(postgresUrl);
  try {
    await database.connect();
    const isOver = async () => {
      const open =
        "select 1 from orders where status = 'placed' and ($1::uuid[] is null or id = any($1)) limit 1";
      return (await database.query(open, [orderIds ?? null])).rowCount === 0;
    };
    if (await waitUntil(isOver, LIMIT_MS, LOOK_EVERY_MS)) return;
  } catch (cause) {
    throw new LabError('Postgres does not answer.', {
      cause,
      next: ['npx lab status', 'npx lab logs postgres'],
    });
  } finally {
    await database.end().catch(() => {});
  }
  throw new LabError(`Orders are still not settled after ${LIMIT_MS / 1_000} s.`, {
    next: ['npx lab status', 'npx lab logs payments-worker'],
  });
}
