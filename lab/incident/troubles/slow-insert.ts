import { longestOf } from '../metric-clues.ts';
import { duration, spanMetricOf, spansSince } from '../span-clues.ts';
import type { Trouble } from '../trouble.ts';

const NOTICED_MS = 400;
const insert = { service: 'payments-worker', name: 'INSERT payments' };

/** Every payment that is stored waits in a trigger that somebody has added to the table. */
export const slowInsert: Trouble = {
  suspect: 'slow-insert',
  complaint: 'My order was accepted at once, but it says “waiting for payment” for ages before it is paid.',
  statements: (draw) => [
    `create function incident.audit() returns trigger language plpgsql as $$ begin
       if incident.lasts() then perform pg_sleep(${draw.between(7, 12) / 10}); end if; return new; end $$`,
    'create trigger incident_audit before insert on payments for each row execute function incident.audit()',
  ],
  clues: async (desk, sinceMs) => {
    const [slowest] = await spansSince(desk, insert, sinceMs);
    if (!slowest || slowest.durationMs < NOTICED_MS) return undefined;
    const longest = await longestOf(desk, 'db.client.operation.duration', insert.service, {
      'db.operation.name': 'INSERT',
    });
    return {
      metric: {
        name: 'db.client.operation.duration',
        says: `INSERT in payments-worker takes up to ${duration(longest * 1_000)}; in orders it does not`,
        promql:
          'sum by (service_name) (rate(db_client_operation_duration_seconds_sum{db_operation_name="INSERT"}[1m]))',
      },
      trace: {
        traceId: slowest.traceId,
        says: `INSERT payments takes ${duration(slowest.durationMs)}; the call to the bank beside it is quick`,
        spanMetric: spanMetricOf(insert),
      },
      log: {
        service: insert.service,
        says: '“payment settled” says that all is well: a log line has no duration',
      },
    };
  },
  lesson:
    'A database span is as long as the client waits. Whether the statement, a lock or a trigger is slow, the database itself must tell.',
};
