import type { OrderPlaced } from '../shared/messages.ts';
import type { RunStatement, Statement } from '../shared/postgres.ts';
import type { TraceHeaders } from '../shared/trace-context.ts';

/** A message that waits to be published, with the trace context of the order that wrote it. */
export type OutboxRow = { id: string; payload: OrderPlaced } & {
  [header in keyof TraceHeaders]: string | null;
};

const INSERT: Statement = {
  name: 'INSERT outbox',
  text: 'insert into outbox (order_id, payload, traceparent, tracestate, baggage) values ($1, $2, $3, $4, $5)',
};

// Taken within a transaction: rolled back, the rows are there again; another relay skips them meanwhile.
const TAKE: Statement = {
  name: 'DELETE outbox',
  text: `delete from outbox where id in (select id from outbox order by id limit $1 for update skip locked)
    returning id, payload, traceparent, tracestate, baggage`,
};

const LAG: Statement = {
  name: 'SELECT outbox',
  text: 'select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as seconds from outbox',
};

/** Adds a message to the outbox, in the transaction of the order it speaks of. */
export async function insertOutboxRow(
  run: RunStatement,
  payload: OrderPlaced,
  trace: TraceHeaders,
): Promise<void> {
  await run(INSERT, [
    payload.orderId,
    payload,
    trace.traceparent ?? null,
    trace.tracestate ?? null,
    trace.baggage ?? null,
  ]);
}

/** Takes up to `limit` of the oldest rows out of the outbox. */
export function takeOutboxRows(run: RunStatement, limit: number): Promise<OutboxRow[]> {
  return run<OutboxRow>(TAKE, [limit]);
}

/** How long the oldest row has been waiting, in seconds; 0 when none waits. */
export async function readOutboxLag(run: RunStatement): Promise<number> {
  return (await run<{ seconds: number }>(LAG, []))[0]?.seconds ?? 0;
}
