// npm run test:faults. FAULT_CHECKOUTS and FAULT_RATE make it shorter; npm test runs such a short form.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { awaitTrace } from '../../lab/checkout/await-trace.ts';
import type { Addresses, PartName } from '../../lab/engine/engine.ts';
import { localEngine } from '../../lab/engine/local/local-engine.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { type Accepted, shop } from './shopping.ts';

const CHECKOUTS = Number(process.env['FAULT_CHECKOUTS'] ?? 300);
const PER_SECOND = Number(process.env['FAULT_RATE'] ?? 20);
const BROKER_DOWN_MS = Number(process.env['FAULT_BROKER_DOWN_MS'] ?? 10_000);
const FAULT_AFTER_MS = 2_000;
const RECOVERY_LIMIT_MS = 15_000;
const TRACE_LIMIT_MS = 5_000;

const folder = mkdtempSync(join(tmpdir(), 'lab-faults-'));
const engine = localEngine(join(folder, 'lab'));
const accepted: Accepted[] = [];
let at: Addresses;
let database: pg.Pool;
let stockAtStart: Map<string, number>;

before(async () => {
  ({ addresses: at } = await engine.up());
  database = new pg.Pool({ connectionString: at.postgres, max: 2 });
  database.on('error', () => {}); // the database is killed on purpose; the next query connects again
  stockAtStart = await readStock();
});
after(async () => {
  await database?.end();
  await engine.down({ purge: true });
  rmSync(folder, { recursive: true, force: true });
});

const FAULTS: Array<{ name: string; breakIt: () => Promise<void>; part: PartName }> = [
  { name: 'RabbitMQ is killed with -9 and held down', part: 'rabbitmq', breakIt: killAndHold },
  { name: 'payments-worker is killed', part: 'payments-worker', breakIt: () => engine.kill('payments-worker', 'SIGTERM') },
  { name: 'orders is killed', part: 'orders', breakIt: () => engine.kill('orders', 'SIGTERM') },
  { name: 'Postgres is killed with -9', part: 'postgres', breakIt: () => engine.kill('postgres', 'SIGKILL') },
];

for (const { name, breakIt, part } of FAULTS) {
  test(`When ${name} under load, then every accepted order is settled within ${RECOVERY_LIMIT_MS / 1_000} s of its return, in one whole trace`, async () => {
    const [shopping, returnedMs] = await Promise.all([shop(at.storefront, CHECKOUTS, PER_SECOND), breakAndReturn(part, breakIt)]);
    assert.deepEqual(shopping.wrong, []);
    assert.ok(shopping.accepted.length > 0);
    accepted.push(...shopping.accepted);
    const recovered = await waitUntil(async () => (await countPlaced()) === 0, RECOVERY_LIMIT_MS);
    const recoveryS = (Date.now() - Math.max(returnedMs, 0)) / 1_000;
    const broken = await brokenTraces(shopping.accepted);
    console.log(`${name}: ${CHECKOUTS} checkouts, ${shopping.accepted.length} accepted, ${shopping.rejected} rejected with 503; last one settled ${recoveryS.toFixed(1)} s after the return; ${shopping.accepted.length - broken.length} whole traces`);
    assert.ok(recovered, `${await countPlaced()} orders are not settled`);
    assert.deepEqual(broken, []);
  });
}

test('When all of that is over, then every accepted order is settled exactly once', async () => {
  const ids = accepted.map(({ orderId }) => orderId);
  assert.equal(new Set(ids).size, ids.length);
  const { rows } = await database.query(
    `select count(*) filter (where status = payments.outcome) as settled from orders left join payments on payments.order_id = orders.id where orders.id = any($1::uuid[])`,
    [ids],
  );
  console.log(`${ids.length} accepted, ${rows[0].settled} settled`);
  assert.equal(Number(rows[0].settled), ids.length);
});

test('When all of that is over, then nobody was charged twice or without an order, and every paid order was charged', async () => {
  const response = await fetch(`${at['payment-gateway']}/charges`);
  const { charges } = (await response.json()) as { charges: string[] };
  assert.equal(new Set(charges).size, charges.length, 'an order was charged twice');
  const { rows } = await database.query("select id from orders where status = 'paid' order by id");
  assert.deepEqual(charges.toSorted(), rows.map((row) => row.id));
  console.log(`${charges.length} charges, each once`);
});

test('When all of that is over, then the stock adds up', async () => {
  const { rows } = await database.query(
    "select book_id, sum(quantity)::int as sold from order_lines join orders on orders.id = order_id where status = 'paid' group by book_id",
  );
  const sold = new Map(rows.map((row) => [row.book_id, row.sold]));
  for (const [id, stock] of await readStock()) assert.equal(stock, (stockAtStart.get(id) ?? 0) - (sold.get(id) ?? 0), id);
});

async function breakAndReturn(part: PartName, breakIt: () => Promise<void>): Promise<number> {
  await pause(FAULT_AFTER_MS);
  const before = await partStatus(part);
  await breakIt();
  const isBack = async () => {
    const now = await partStatus(part);
    return now?.state === 'ready' && now.pid !== before?.pid;
  };
  assert.ok(await waitUntil(isBack, 60_000), `${part} did not return`);
  return Date.now();
}

async function killAndHold(): Promise<void> {
  await engine.kill('rabbitmq', 'SIGKILL');
  await engine.stop('rabbitmq');
  await pause(BROKER_DOWN_MS);
  await engine.start('rabbitmq');
}

async function partStatus(name: PartName) {
  return (await engine.status()).parts.find((part) => part.name === name);
}

async function countPlaced(): Promise<number> {
  return Number((await database.query("select count(*) from orders where status = 'placed'")).rows[0].count);
}

async function readStock(): Promise<Map<string, number>> {
  const { rows } = await database.query('select id, stock from books');
  return new Map(rows.map((row) => [row.id, row.stock]));
}

async function brokenTraces(orders: Accepted[]): Promise<string[]> {
  const broken: string[] = [];
  for (const { traceId, orderId } of orders) {
    const trace = await awaitTrace(at.desk, traceId, TRACE_LIMIT_MS);
    if (!trace?.complete) broken.push(`order ${orderId}, trace ${traceId}: ${trace?.problems.map(({ message }) => message).join(' ') ?? 'not there'}`);
  }
  return broken;
}
