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
    run: (statement, values) => translate(() => runOn(pool, statement, values)),
    transaction: (work) => translate(() => transactionOn(pool, work)),
    check: async () => {
      try {
        await withoutSpan(() => pool.query('select 1'));
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

async function runOn<Row extends QueryResultRow>(
  on: Pool | PoolClient,
  statement: Statement,
  values: unknown[],
) {
  const result = await on.query<Row>({ name: statement.name, text: statement.text, values });
  return result.rows;
}

async function transactionOn<T>(pool: Pool, work: (run: RunStatement) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await withoutSpan(() => client.query('begin'));
    const result = await work((statement, values) => runOn(client, statement, values));
    await withoutSpan(() => client.query('commit'));
    return result;
  } catch (error) {
    await withoutSpan(() => client.query('rollback')).catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
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
