import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { holdPort, isPortFree } from '../../lab/engine/local/ports/loopback-port.ts';
import { PortBook } from '../../lab/engine/local/ports/port-book.ts';
import { PORT_NAMES, portsOf } from '../../lab/engine/local/ports/port-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-ports-'));
const file = join(folder, 'ports.json');
const FIRST = 21_100; // below the ports that outgoing connections get
after(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  delete process.env.LAB_PORT_STOREFRONT;
});

/** A book whose remembered ports are out of the way of any lab of this machine. */
function bookAt(first: number, notices: string[] = []): PortBook {
  writeFileSync(
    file,
    JSON.stringify(Object.fromEntries(PORT_NAMES.map((name, index) => [name, first + index]))),
  );
  return new PortBook(file, (line) => notices.push(line));
}

async function releaseAll(book: PortBook): Promise<void> {
  for (const name of PORT_NAMES) await book.release(name);
}

test('When a port is taken, then the next free one is used, remembered and said', async () => {
  const taken = await holdPort(FIRST);
  assert.ok(taken);
  const notices: string[] = [];
  const book = bookAt(FIRST, notices);
  await book.chooseAll(PORT_NAMES);
  const port = book.get('storefront');
  assert.notEqual(port, FIRST);
  assert.match(notices.join('\n'), new RegExp(`^${FIRST} is taken.*: the shop is on ${port}$`, 'm'));
  assert.equal(JSON.parse(readFileSync(file, 'utf8')).storefront, port);
  await releaseAll(book);
  taken.close();
});

test('When a port is chosen, then no other lab can choose it before its part listens', async () => {
  const book = bookAt(FIRST + 300);
  await book.chooseAll(PORT_NAMES);
  assert.equal(await isPortFree(book.get('desk')), false);
  await releaseAll(book);
  assert.equal(await isPortFree(book.get('desk')), true);
});

test('When a start is without the full stack, then the ports of the full stack are left free and remembered', async () => {
  const book = bookAt(FIRST + 1_500);
  await book.chooseAll(portsOf(undefined));
  const remembered = JSON.parse(readFileSync(file, 'utf8')).tempo;
  assert.equal(remembered, FIRST + 1_500 + PORT_NAMES.indexOf('tempo'));
  assert.equal(await isPortFree(remembered), true);
  await releaseAll(book);
});

test('When somebody takes a released port, then the part moves; when it is still free, it stays', async () => {
  const book = bookAt(FIRST + 600);
  await book.chooseAll(PORT_NAMES);
  await releaseAll(book);
  assert.equal(await book.moveIfTaken('desk'), false);
  await book.release('desk');
  const thief = await holdPort(book.get('desk'));
  assert.equal(await book.moveIfTaken('desk'), true);
  await releaseAll(book);
  thief?.close();
});

test('When the children of a killed part let go of its port a moment later, then it keeps the port', async () => {
  const book = bookAt(FIRST + 1_500);
  await book.chooseAll(PORT_NAMES);
  await releaseAll(book);
  const child = await holdPort(book.get('postgres'));
  setTimeout(() => child?.close(), 300);
  assert.equal(await book.moveIfTaken('postgres'), false);
  await releaseAll(book);
});

test('When a port that the learner fixed is taken, then the error names the variable and what to do', async () => {
  const taken = await holdPort(FIRST + 900);
  process.env.LAB_PORT_STOREFRONT = String(FIRST + 900);
  const book = bookAt(FIRST + 901);
  await assert.rejects(
    book.chooseAll(PORT_NAMES),
    new RegExp(`LAB_PORT_STOREFRONT: ${FIRST + 900} is taken`),
  );
  await releaseAll(book);
  taken?.close();
});

test('When the learner fixes a port to something that is none, then that is a usage error', async () => {
  process.env.LAB_PORT_STOREFRONT = 'http';
  const book = bookAt(FIRST + 1_200);
  await assert.rejects(book.chooseAll(PORT_NAMES), { exitCode: 2 });
  await releaseAll(book);
});
