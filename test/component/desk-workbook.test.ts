import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import type { WorkbookState } from '../../lab/desk/workbook/workbook-state.ts';
import { type RunningDesk, startDesk } from './desk-process.ts';
import { SEAM, workbookRepository } from './workbook-repository.ts';

const LIMIT_MS = 20_000;
type Test = Parameters<typeof startDesk>[0];

test('When a request comes from another page, from none, or by another name, then nothing is done', async (t) => {
  const { desk, port } = await openWorkbook(t);
  const own = `http://127.0.0.1:${port}`;
  for (const headers of [
    {},
    { origin: 'null' },
    { origin: 'http://evil.example' },
    { origin: `http://127.0.0.1:${port + 1}` },
    { origin: `http://localhost:${port}` },
    { origin: `https://127.0.0.1:${port}` },
    { origin: `http://evil.example:${port}`, host: `evil.example:${port}` },
  ])
    assert.equal(await post(port, '/api/chapters/05/start', headers), 403, JSON.stringify(headers));
  assert.equal((await state(desk)).active, null);
  assert.equal(await post(port, '/api/chapters/05/start', { origin: own }), 202);
  await until(desk, ({ active }) => active === '05');
});

for (const { what, path, body, type, status } of [
  { what: 'a chapter that is not there', path: '/api/chapters/13/start', status: 404 },
  { what: 'an unknown action', path: '/api/chapters/05/purge', status: 404 },
  { what: 'a path in the number', path: '/api/chapters/..%2f05/start', status: 404 },
  { what: 'another content type', path: '/api/chapters/05/start', type: 'text/plain', status: 415 },
  { what: 'broken JSON', path: '/api/chapters/05/start', body: '{', status: 400 },
  { what: 'an unknown field', path: '/api/chapters/05/start', body: '{"command":"rm"}', status: 400 },
  {
    what: 'an answer without a question',
    path: '/api/chapters/05/answer',
    body: '{"text":"x"}',
    status: 400,
  },
  {
    what: 'too long an answer',
    path: '/api/chapters/05/answer',
    body: JSON.stringify({ question: 1, text: 'x'.repeat(9000) }),
    status: 400,
  },
]) {
  test(`When a page asks for ${what}, then it is told ${status}`, async (t) => {
    const { port } = await openWorkbook(t);
    const headers = { origin: `http://127.0.0.1:${port}`, 'content-type': type ?? 'application/json' };
    assert.equal(await post(port, path, headers, body), status);
  });
}

test('When the desk is read-only, then it runs no command and says so', async (t) => {
  const { desk, port } = await openWorkbook(t, { WORKBOOK: 'read-only' });
  assert.equal(await post(port, '/api/chapters/05/start', { origin: `http://127.0.0.1:${port}` }), 409);
  const { mode, chapters } = await state(desk);
  assert.deepEqual(
    [mode, chapters.map(({ title }) => title)],
    ['read-only', ['Across HTTP', 'Across the queue']],
  );
});

test('When an answer looks like an option, then it is an answer', async (t) => {
  const { desk, act } = await openWorkbook(t);
  await act('answer', { question: 2, text: '--yes; rm -rf $HOME' });
  const { chapters } = await until(desk, (now) => typeof now.chapters[1]?.questions[1]?.given === 'string');
  assert.equal(chapters[1]?.questions[1]?.given, '--yes; rm -rf $HOME');
});

test('When the same is asked for again and again, then it waits once; when too much is, then the rest is told to wait', async (t) => {
  const { desk, port, act } = await openWorkbook(t, { FAKE_CHECK_MS: '60000' });
  await act('check');
  await until(desk, ({ running }) => running?.action === 'check');
  for (let again = 0; again < 3; again += 1) await act('check');
  assert.equal((await state(desk)).waiting.length, 1);
  for (let question = 1; question <= 7; question += 1) await act('answer', { question, text: 'x' });
  const headers = { origin: `http://127.0.0.1:${port}` };
  assert.equal(await post(port, '/api/chapters/05/hint', headers), 503);
});

test('When a file is saved while a page is open, then it is checked; untouched or watched elsewhere, it is not', async (t) => {
  const { desk, act, read, write, lab } = await openWorkbook(t);
  await act('start');
  await until(desk, ({ active, running }) => active === '05' && running === null);
  write(SEAM, read(`chapters/05-across-the-queue/exercise/${SEAM}`));
  write('.lab/learner/watcher.json', JSON.stringify({ pid: process.pid }));
  await until(desk, ({ watchedElsewhere }) => watchedElsewhere);
  write(SEAM, 'mine\n');
  // What would be checked would be so by the time that a command of the terminal has come through.
  await lab('hint', '--json');
  await until(desk, ({ chapters }) => chapters[1]?.hints.length === 1);
  assert.deepEqual((await state(desk)).verdicts, {});
  write('.lab/learner/watcher.json', JSON.stringify({ pid: 2 ** 22 + 1 }));
  await until(desk, ({ watchedElsewhere }) => !watchedElsewhere);
  write(SEAM, 'mine again\n');
  const judged = await until(desk, ({ verdicts }) => verdicts['05'] !== undefined);
  assert.equal(judged.verdicts['05']?.verdict.result, 'wrong');
});

test('When the last question is answered right, then the chapter is checked; before that, or with nothing saved, it is not', async (t) => {
  const { desk, act, read, write } = await openWorkbook(t);
  const answered = (right: number) => (now: WorkbookState) =>
    now.running === null &&
    now.waiting.length === 0 &&
    now.chapters[1]?.questions.filter((question) => question.right).length === right;
  await act('start');
  await until(desk, ({ active, running }) => active === '05' && running === null);
  await act('answer', { question: 1, text: 'PRODUCER' });
  await until(desk, answered(1));
  await act('answer', { question: 2, text: 'PRODUCER' });
  assert.deepEqual((await until(desk, answered(2))).verdicts, {});
  write('.lab/learner/watcher.json', JSON.stringify({ pid: process.pid }));
  await until(desk, ({ watchedElsewhere }) => watchedElsewhere);
  write(SEAM, `${read(SEAM)}// mine\n`);
  await act('answer', { question: 2, text: 'CLIENT' });
  assert.deepEqual((await until(desk, answered(1))).verdicts, {});
  await act('answer', { question: 2, text: 'PRODUCER' });
  const judged = await until(desk, ({ verdicts }) => verdicts['05'] !== undefined);
  assert.equal(judged.verdicts['05']?.verdict.result, 'wrong');
});

test('When the desk ends, then the command that it runs ends with it', async (t) => {
  const { desk, act, read } = await openWorkbook(t, { FAKE_CHECK_MS: '60000' });
  await act('check');
  await until(desk, ({ running }) => (running?.lines.length ?? 0) > 0);
  const pid = Number(read('.lab/learner/check.pid'));
  desk.child.kill('SIGTERM');
  const deadline = Date.now() + LIMIT_MS;
  while (isAlive(pid)) {
    assert.ok(Date.now() < deadline, 'the command outlives the desk');
    await after(50);
  }
});

test('When the list cannot be had, then the page is told why and what to type', async (t) => {
  const { desk, write } = await openWorkbook(t);
  write('lab/lab.js', "console.error('The disk is full.\\n\\nNext:\\n  df -h .'); process.exit(3);");
  write('.lab/learner/progress.json', '{}');
  const { problem } = await until(desk, (now) => now.problem !== null);
  assert.deepEqual([problem?.lines, problem?.next], [['The disk is full.'], ['df -h .']]);
});

/** A desk of its own with a made-up repository, and a page that listens to the workbook. */
async function openWorkbook(t: Test, env: Record<string, string> = {}) {
  const repository = workbookRepository();
  const desk = await startDesk(t, { WORKBOOK_ROOT: repository.root, LOG_LEVEL: 'info', ...env });
  t.after(repository.remove);
  const page = new AbortController();
  t.after(() => page.abort());
  await fetch(`${desk.url}/api/events?workbook=true`, { signal: page.signal });
  const isKnown = ({ mode, chapters }: WorkbookState) =>
    mode === 'read-only' || chapters[1]?.state !== 'unknown';
  await until(desk, isKnown);
  const port = Number(new URL(desk.url).port);
  const act = async (action: string, body: object = {}) => {
    const headers = { origin: desk.url, 'content-type': 'application/json' };
    assert.equal(await post(port, `/api/chapters/05/${action}`, headers, JSON.stringify(body)), 202);
  };
  return { ...repository, desk, port, act };
}

function state(desk: RunningDesk): Promise<WorkbookState> {
  return desk.get('/api/workbook');
}

async function until(desk: RunningDesk, holds: (now: WorkbookState) => boolean): Promise<WorkbookState> {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const now = await state(desk);
    if (holds(now)) return now;
    assert.ok(Date.now() < deadline, `not in time: ${JSON.stringify(now)}`);
    await after(50);
  }
}

// fetch would not let us choose Host and Origin.
function post(port: number, path: string, headers: Record<string, string>, body = '{}'): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = {
      port,
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    };
    const sent = request({ host: '127.0.0.1', ...options }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
