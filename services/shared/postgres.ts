import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { DatabaseError, Pool, type PoolClient, type QueryResultRow } from 'pg';
import { Unavailable } from './errors.ts';
import type { Logger } from './logger.ts';

/** A prepared statement. Its name starts with "<VERB> <table>", which becomes the span's name; more words keep it unique. */
export type Statement = { name: string; text: string };

/** Runs one statement and returns its rows. Throws Unavailable when the database does not answer. */
export type RunStatement = <Row extends QueryResultRow>(
  statement: Statement,
  values: unknown[],
) => Promise<Row[]>;

/** A pool of connections that heals by itself when the database comes back. */
export type Postgres = {
  run: RunStatement;
  /** Runs `work` in one transaction: commits its result, rolls back when it throws. */
  transaction: <T>(work: (run: RunStatement) => Promise<T>) => Promise<T>;
  check: () => Promise<'ready' | string>;
  close: () => Promise<void>;
};

const POOL_SIZE = 15;
const CONNECT_LIMIT_MS = 2_000;
const STATEMENT_LIMIT_MS = 5_000;

/** Opens a pool on `url` (postgresql://...); connects on first use. */
export function connectPostgres(url: string, logger: Logger): Postgres {
  const pool = new Pool({
    ...addressOf(new URL(url)),
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    query_timeout: STATEMENT_LIMIT_MS,
  });
  pool.on('error', (error) => logger.warn({ err: error }, 'idle database connection lost'));
  return {
    run: (statement, values) => translate(() => runOnce(pool, statement, values)),
    transaction: (work) => translate(() => transactionOn(pool, work)),
    check: async () => {
      try {
        await withoutSpan(() => borrow(pool, (client) => client.query('select 1')));
        return 'ready';
      } catch (error) {
        return `Postgres: ${error instanceof Error ? error.message : error}`;
      }
    },
    close: () => pool.end(),
  };
}

// In parts, because the instrumentation names the pool by them.
function addressOf({ hostname, port, pathname, username, password }: URL) {
  return {
    host: hostname,
    port: Number(port || 5432),
    database: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}

// Not pool.query: while all connections are busy, it runs a statement in the context of whoever gives one back, and the
// span would come into another customer's trace. What is awaited goes on in its own.
async function borrow<T>(
  pool: Pool,
  work: (client: PoolClient, discard: (reason: Error) => void) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const discard = (reason: Error) => {
    broken = reason;
  };
  client.on('error', discard);
  try {
    return await work(client, discard);
  } finally {
    client.off('error', discard);
    client.release(broken);
  }
}

async function runOn<Row extends QueryResultRow>(
  client: PoolClient,
  { name, text }: Statement,
  values: unknown[],
) {
  return (await client.query<Row>({ name, text, values })).rows;
}

function runOnce<Row extends QueryResultRow>(pool: Pool, statement: Statement, values: unknown[]) {
  return borrow(pool, async (client, discard) => {
    try {
      return await runOn<Row>(client, statement, values);
    } catch (error) {
      discard(error as Error);
      throw error;
    }
  });
}

function transactionOn<T>(pool: Pool, work: (run: RunStatement) => Promise<T>): Promise<T> {
  return borrow(pool, async (client, discard) => {
    try {
      await withoutSpan(() => client.query('begin'));
      const result = await work((statement, values) => runOn(client, statement, values));
      await withoutSpan(() => client.query('commit'));
      return result;
    } catch (error) {
      await withoutSpan(() => client.query('rollback')).catch(discard);
      throw error;
    }
  });
}

// The trace shows the statements; begin, commit and probes are bookkeeping (the instrumentation wants a parent span).
function withoutSpan<T>(work: () => Promise<T>): Promise<T> {
  return context.with(ROOT_CONTEXT, work);
}

async function translate<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isOutage(error) ? new Unavailable('the database does not answer', { cause: error }) : error;
  }
}

// SQLSTATE classes (https://www.postgresql.org/docs/current/errcodes-appendix.html): 08 connection, 40 deadlock and
// serialization, 53 out of resources, 57 stopping or starting. Without a code the connection itself failed.
function isOutage(error: unknown): boolean {
  if (error instanceof DatabaseError) return /^(08|40|53|57)/.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /^E[A-Z]+$/.test(code) || /timeout|terminated|not queryable|Connection ended/i.test(error.message);
}
