import { type Context, context, metrics, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import type { Logger } from '../shared/logger.ts';
import type { OrderPlaced } from '../shared/messages.ts';
import type { Postgres } from '../shared/postgres.ts';
import { readOutboxLag, takeOutboxRows } from './outbox-store.ts';

/** Publishes what the outbox holds: at once when woken, and on its own for what a crash or an outage left. */
export type OutboxRelay = { wake: () => void; stop: () => Promise<void> };

/** `isReady` spares an outage its failed attempts; `publish` must resolve only when the broker has the message. */
export type RelayParts = {
  postgres: Postgres;
  isReady: () => boolean;
  publish: (message: OrderPlaced) => Promise<void>;
  logger: Logger;
};

const SWEEP_MS = 1_000;
const BATCH_ROWS = 50;

const contexts = new Map<unknown, Context>();

const lagGauge = metrics
  .getMeter('bookstore')
  .createGauge('bookstore.outbox.lag', { description: 'Age of the oldest unpublished message', unit: 's' });

/** Starts the relay. One publishes at a time; being woken meanwhile means one more round. */
export function startOutboxRelay(parts: RelayParts): OutboxRelay {
  let working: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const work = async () => {
    try {
      do {
        again = false;
        const published = await publishBatch(parts);
        if (published === BATCH_ROWS) again = true;
      } while (again && !stopped);
    } catch (error) {
      parts.logger.warn({ err: error }, 'outbox not published; will be tried again');
    } finally {
      working = undefined;
    }
  };
  const wake = () => {
    // One context for each order, by its id; the timer brings none.
    const span = trace.getActiveSpan() as { attributes?: Record<string, unknown> } | undefined;
    if (span?.attributes) contexts.set(span.attributes['bookstore.order.id'], context.active());
    again = true;
    if (stopped || !parts.isReady()) return;
    // Outside of any request: this work belongs to many orders, and each row brings its own trace.
    working ??= context.with(ROOT_CONTEXT, work);
  };
  const timer = setInterval(() => {
    wake();
    readOutboxLag(parts.postgres.run).then(
      (seconds) => lagGauge.record(seconds),
      () => {}, // the sweep above reports an outage
    );
  }, SWEEP_MS);

  return {
    wake,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await working;
    },
  };
}

// Deleted and published in one transaction: if a publish fails, every row of the batch is there again and some
// messages are published twice. The worker takes each order once.
function publishBatch({ postgres, publish }: RelayParts): Promise<number> {
  return postgres.transaction(async (run) => {
    const rows = await takeOutboxRows(run, BATCH_ROWS);
    const published = await Promise.allSettled(
      rows.map((row) => context.with(contexts.get(row.payload.orderId) ?? ROOT_CONTEXT, () => publish(row.payload))),
    );
    const failure = published.find((result) => result.status === 'rejected');
    if (failure) throw failure.reason;
    return rows.length;
  });
}
