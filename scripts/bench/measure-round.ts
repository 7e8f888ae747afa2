import autocannon from 'autocannon';
import pg from 'pg';
import pidtree from 'pidtree';
import pidusage from 'pidusage';
import { CARDS } from '../../lab/checkout/checkout-wish.ts';
import type { Engine } from '../../lab/engine/engine.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';

/** What one part used, with its child processes: CPU seconds during the load, and memory at its end in bytes. */
export type Usage = { cpuSeconds: number; rssBytes: number };

/** One measured load. Latencies of `POST /checkout` in milliseconds. */
export type Round = {
  traced: boolean;
  settled: number;
  settledPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  rejected: number;
  usage: Map<string, Usage>;
};

const BOOKS = [
  'tail-risk',
  'exactly-once',
  'clock-skew',
  'propagation',
  'the-lost-span',
  'baggage-claims',
  'the-collectors',
  'the-queue-at-midnight',
];
const WARM_UP_S = 5;
const LOAD_S = 15;
const CONNECTIONS = 16;
const SETTLE_LIMIT_MS = 60_000;

/** Loads the running lab and measures until every order is settled, so that a backlog counts as time. */
export async function measureRound(engine: Engine, traced: boolean): Promise<Round> {
  const { storefront, postgres } = await engine.addresses();
  const database = new pg.Client(postgres);
  await database.connect();
  try {
    await load(storefront, WARM_UP_S);
    await allSettled(database);
    const settledBefore = await countSettled(database);
    const before = await usageByPart(engine);
    const startedMs = performance.now();
    const result = await load(storefront, LOAD_S);
    await allSettled(database);
    const seconds = (performance.now() - startedMs) / 1_000;
    const settled = (await countSettled(database)) - settledBefore;
    return {
      traced,
      settled,
      settledPerSecond: settled / seconds,
      p50Ms: result.latency.p50,
      p99Ms: result.latency.p99,
      rejected: result.non2xx + result.errors,
      usage: difference(before, await usageByPart(engine)),
    };
  } finally {
    await database.end();
  }
}

function load(storefront: string, duration: number): Promise<autocannon.Result> {
  const requests = BOOKS.map((bookId) => ({
    method: 'POST' as const,
    path: '/checkout',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      customer: { name: 'Robin Reader', email: 'robin@example.com', address: '1 Span Street' },
      lines: [{ bookId, quantity: 1 }],
      card: { number: CARDS.approved },
    }),
  }));
  return autocannon({ url: storefront, duration, connections: CONNECTIONS, requests });
}

async function allSettled(database: pg.Client): Promise<void> {
  const open = async () =>
    Number((await database.query("select count(*) from orders where status = 'placed'")).rows[0].count);
  if (!(await waitUntil(async () => (await open()) === 0, SETTLE_LIMIT_MS, 100))) {
    throw new Error(`${await open()} orders were not settled within ${SETTLE_LIMIT_MS / 1_000} s`);
  }
}

async function countSettled(database: pg.Client): Promise<number> {
  return Number((await database.query("select count(*) from orders where status <> 'placed'")).rows[0].count);
}

async function usageByPart(engine: Engine): Promise<Map<string, Usage>> {
  const { parts } = await engine.status();
  const usage = new Map<string, Usage>();
  for (const { name, pid } of parts) {
    if (pid === null) continue;
    // Postgres works in a process for each connection; one that has just ended is null.
    const used = Object.values(await pidusage(await pidtree(pid, { root: true }))).filter(Boolean);
    usage.set(name, {
      cpuSeconds: used.reduce((sum, { ctime }) => sum + ctime, 0) / 1_000,
      rssBytes: used.reduce((sum, { memory }) => sum + memory, 0),
    });
  }
  return usage;
}

function difference(before: Map<string, Usage>, after: Map<string, Usage>): Map<string, Usage> {
  return new Map(
    [...after].map(([name, { cpuSeconds, rssBytes }]) => [
      name,
      { cpuSeconds: cpuSeconds - (before.get(name)?.cpuSeconds ?? 0), rssBytes },
    ]),
  );
}
