import { setTimeout as after } from 'node:timers/promises';
import { Client } from 'pg';
import { longestOf } from '../metric-clues.ts';
import { duration, spanMetricOf, spansSince } from '../span-clues.ts';
import type { Hold, Trouble } from '../trouble.ts';

const NOTICED_MS = 400;
const FREE_MS = 700;
const update = { service: 'orders', name: 'UPDATE books' };

/** Somebody else's transaction holds the row of a book that many want. */
export const rowLock: Trouble = {
  suspect: 'row-lock',
  complaint: 'The button “Buy” hangs, sometimes for two seconds. With another book it works at once.',
  hold: async ({ addresses, signal }: Hold, draw) => {
    const heldMs = draw.between(1_200, 2_000);
    const client = new Client({ connectionString: addresses.postgres, application_name: 'stock-report' });
    client.on('error', () => {}); // the lock is gone then
    await client.connect();
    return async () => {
      while (!signal.aborted) {
        await client.query('begin');
        await client.query("select from books where id = 'a-field-guide-to-waterfalls' for update");
        await after(heldMs, undefined, { signal }).catch(() => {});
        await client.query('rollback');
        await after(FREE_MS, undefined, { signal }).catch(() => {});
      }
      await client.end();
    };
  },
  clues: async (desk, sinceMs) => {
    const [slowest] = await spansSince(desk, update, sinceMs);
    if (!slowest || slowest.durationMs < NOTICED_MS) return undefined;
    const longest = await longestOf(desk, 'db.client.operation.duration', update.service, {
      'db.operation.name': 'UPDATE',
    });
    return {
      metric: {
        name: 'db.client.operation.duration',
        says: `UPDATE in orders takes up to ${duration(longest * 1_000)}`,
        promql:
          'sum by (db_operation_name) (rate(db_client_operation_duration_seconds_sum{service_name="orders"}[1m]))',
      },
      trace: {
        traceId: slowest.traceId,
        says: `UPDATE books takes ${duration(slowest.durationMs)} in one order and a few ms in the next: it waits`,
        spanMetric: spanMetricOf(update),
      },
      log: { service: 'orders', says: '“order accepted”, late, and no word of the lock' },
    };
  },
  lesson:
    'The same statement is quick for one and slow for another: then it waits for something. Compare two traces of the same operation.',
};
