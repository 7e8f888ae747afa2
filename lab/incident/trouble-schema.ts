import { Client } from 'pg';

const BEAT_MS = 3_000;
const LIFE = "interval '15 s'";
const CONNECT_LIMIT_MS = 3_000;

/** A heart that stops with its process: without it, the statements of a trouble do nothing any more. */
export type Heart = { stop: () => Promise<void> };

/** Puts statements in place in the schema `incident` of the database at `url`, and keeps incident.lasts() true. */
export async function putStatements(url: string, statements: readonly string[]): Promise<Heart> {
  const client = await open(url);
  try {
    await client.query('begin');
    for (const statement of [...SCHEMA, ...statements]) await client.query(statement);
    await client.query('commit');
  } catch (error) {
    await client.end();
    throw error;
  }
  const beat = () =>
    client.query(`update incident.heartbeat set until = clock_timestamp() + ${LIFE}`).catch(() => {});
  const timer = setInterval(beat, BEAT_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await client.end();
    },
  };
}

/** Removes whatever a trouble has put into the database at `url`; nothing there is no error. */
export async function dropStatements(url: string): Promise<void> {
  const client = await open(url);
  try {
    await client.query('drop schema if exists incident cascade');
  } finally {
    await client.end();
  }
}

const SCHEMA = [
  'drop schema if exists incident cascade',
  'create schema incident',
  'create table incident.heartbeat (until timestamptz not null)',
  `insert into incident.heartbeat values (clock_timestamp() + ${LIFE})`,
  `create function incident.lasts() returns boolean language sql as
     $$ select exists (select from incident.heartbeat where until > clock_timestamp()) $$`,
];

async function open(url: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    options: '-c client_min_messages=warning',
  });
  client.on('error', () => {}); // a database that is stopped ends the trouble as well
  await client.connect();
  return client;
}
