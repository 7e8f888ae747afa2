// npm run test:faults; npm test runs it in a short form.
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

const FULL = process.env.FAULTS === 'full';
const CHECKOUTS = FULL ? 300 : 40;
const PER_SECOND = FULL ? 20 : 10;
const BROKER_DOWN_MS = FULL ? 10_000 : 3_000;
const FAULT_AFTER_MS = 2_000;
const RECOVERY_LIMIT_MS = 15_000;
const TRACE_LIMIT_MS = 20_000; // a batch that fails is sent again after seconds
// What kill -9 takes along: spans that had not ended or had not been sent when the process died.
const LOST_BEFORE_MS = 3_000;

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

type Fault = { name: string; part: PartName; breakIt: () => Promise<void>; losesSpans?: boolean };

const killed = (part: PartName, signal: NodeJS.Signals, losesSpans = false): Fault => ({
  name: `${part} is killed by ${signal}`,
  part,
  breakIt: () => engine.kill(part, signal),
  losesSpans,
});
const FAULTS: Fault[] = [
  {
    name: `rabbitmq is killed by SIGKILL and held down ${BROKER_DOWN_MS / 1_000} s`,
    part: 'rabbitmq',
    breakIt: killAndHold,
  },
  killed('payments-worker', 'SIGTERM'),
  killed('payments-worker', 'SIGKILL', true),
  killed('orders', 'SIGTERM'),
  killed('orders', 'SIGKILL', true),
  killed('postgres', 'SIGKILL'),
];

for (const { name, part, breakIt, losesSpans } of FAULTS) {
  test(`When ${name} under load, then every accepted order is settled within ${RECOVERY_LIMIT_MS / 1_000} s of its return, in one whole trace`, async () => {
    const [shopping, fault] = await Promise.all([
      shop(at.storefront, CHECKOUTS, PER_SECOND),
      breakAndReturn(part, breakIt),
    ]);
    assert.deepEqual(shopping.wrong, []);
    assert.ok(shopping.accepted.length > 0);
    accepted.push(...shopping.accepted);
    const recovered = await waitUntil(async () => (await countPlaced()) === 0, RECOVERY_LIMIT_MS);
    const recoveryS = (Date.now() - fault.returnedMs) / 1_000;
    const inFlight = ({ acceptedMs }: Accepted) =>
      losesSpans === true && acceptedMs > fault.brokenMs - LOST_BEFORE_MS && acceptedMs < fault.returnedMs;
    const whole = await Promise.all(shopping.accepted.map(isWhole));
    const broken = shopping.accepted.filter((_, index) => !whole[index]);
    console.log(
      `${name}: ${CHECKOUTS} checkouts, ${shopping.accepted.length} accepted, ${shopping.rejected} rejected with 503, ` +
        `all settled ${recoveryS.toFixed(1)} s after the return, ${shopping.accepted.length - broken.length} whole traces` +
        (losesSpans ? `, ${broken.length} with a gap where the killed process had not sent its spans` : ''),
    );
    assert.ok(recovered, `${await countPlaced()} orders are not settled`);
    assert.deepEqual(
      broken.filter((order) => !inFlight(order)),
      [],
    );
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
  assert.deepEqual(
    charges.toSorted(),
    rows.map((row) => row.id),
  );
  console.log(`${charges.length} charges, each once`);
});

test('When all of that is over, then the stock adds up', async () => {
  const { rows } = await database.query(
    "select book_id, sum(quantity)::int as sold from order_lines join orders on orders.id = order_id where status = 'paid' group by book_id",
  );
  const sold = new Map(rows.map((row) => [row.book_id, row.sold]));
  for (const [id, stock] of await readStock())
    assert.equal(stock, (stockAtStart.get(id) ?? 0) - (sold.get(id) ?? 0), id);
});

async function breakAndReturn(
  part: PartName,
  breakIt: () => Promise<void>,
): Promise<{ brokenMs: number; returnedMs: number }> {
  await pause(FAULT_AFTER_MS);
  const before = await partStatus(part);
  const brokenMs = Date.now();
  await breakIt();
  const isBack = async () => {
    const now = await partStatus(part);
    return now?.state === 'ready' && now.pid !== before?.pid;
  };
  assert.ok(await waitUntil(isBack, 60_000), `${part} did not return`);
  return { brokenMs, returnedMs: Date.now() };
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

async function isWhole({ traceId }: Accepted): Promise<boolean> {
  return (await awaitTrace(at.desk, traceId, TRACE_LIMIT_MS))?.complete === true;
}
