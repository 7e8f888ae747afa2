import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { REPOSITORY } from '../home-paths.ts';

export const DATABASE = 'bookstore';
const CONNECT_LIMIT_MS = 2_000;
const STATEMENT_LIMIT_MS = 10_000;

/** Creates the Bookstore's database if it is missing and applies its schema. Rejects while Postgres does not answer. */
export async function applySchema(server: string): Promise<void> {
  await withClient(`${server}/postgres`, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
  const schema = readFileSync(join(REPOSITORY, 'deploy/postgres/schema.sql'), 'utf8');
  await withClient(`${server}/${DATABASE}`, (client) => client.query(schema));
}

/** Resolves when the Bookstore's database answers a query. */
export async function askPostgres(server: string): Promise<void> {
  await withClient(`${server}/${DATABASE}`, (client) => client.query('select 1'));
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    query_timeout: STATEMENT_LIMIT_MS,
  });
  // A connection that breaks while idle is reported here; the pending query, if any, rejects as well.
  client.on('error', () => {});
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end();
  }
}
