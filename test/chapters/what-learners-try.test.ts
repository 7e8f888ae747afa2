// What people do besides what a page tells them, on a lab of their own: nothing is said that is not so.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { learnersCopy } from './learners-copy.ts';
import { openTerminal } from './open-terminal.ts';

const LIMIT_MS = 60_000;
const copy = learnersCopy();

before(() => copy.lab('up', '--engine', 'local'));
after(() => copy.remove());

/** What a command said on its way to an exit code that is not 0. */
async function failing(...words: string[]): Promise<{ code: number; said: string }> {
  const error = await copy.lab(...words).then(
    (output) => assert.fail(`lab ${words.join(' ')} did not fail: ${output}`),
    (failure: { code: number; stdout: string; stderr: string }) => failure,
  );
  return { code: error.code, said: error.stdout + error.stderr };
}

test('When something else is tried after a right answer, then the right one stays', async () => {
  await copy.lab('start', '01');
  assert.match(await copy.lab('answer', '01', '1', '17'), /^Right\./);
  const { code, said } = await failing('answer', '01', '1', '18');
  assert.equal(code, 1);
  assert.match(said, /Your earlier answer, “17”, was right, and stays\./);
  assert.match(await copy.lab('answer', '01'), /✓ 1\. [^\n]*\n +your answer: 17\n/);
});

test('When a span only seems to outlive its parent, then it is no answer; who is behind a queue is', async () => {
  assert.match((await failing('answer', '01', '5', 'orders', 'POST', '/orders')).said, /^Not yet\./);
  assert.match(await copy.lab('answer', '01', '5', 'process', 'order.placed'), /^Right\./);
});

test('When another answer is given, then the page shows no verdict about the one before', async () => {
  const verdict = join(copy.folder, '.lab/learner/01/verdict.json');
  await failing('check', '01');
  assert.ok(existsSync(verdict));
  await failing('answer', '01', '2', '1');
  assert.ok(!existsSync(verdict));
});

test('When a service does not run because of its code, then a checkout does not blame the stock', async () => {
  const file = join(copy.folder, 'services/orders/book-store.ts');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `${text}\nconst = 1;\n`);
  const answered = async () => {
    const { said } = await failing('checkout');
    return /The shop cannot show its books \(503\)/.test(said);
  };
  assert.ok(await waitUntil(answered, LIMIT_MS, 500));
  writeFileSync(file, text);
  const bought = () =>
    copy.lab('checkout').then(
      () => true,
      () => false,
    );
  assert.ok(await waitUntil(bought, LIMIT_MS, 500));
});

test('When Ctrl-C ends a check, then it says so, and nothing else', async (t) => {
  await copy.lab('start', '05');
  const terminal = openTerminal(copy.folder, copy.env);
  t.after(() => terminal.close());
  terminal.type('clear; npx lab check');
  await terminal.shows(/buying books|waiting for/);
  terminal.press('C-c');
  await terminal.shows(/the check is given up\.\n+\$ /);
  terminal.type('echo "ended with $?"');
  await terminal.shows(/^ended with 130$/m);
});
