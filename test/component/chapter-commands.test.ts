import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { resetChapter } from '../../lab/chapters/reset-chapter.ts';
import { startChapter } from '../../lab/chapters/start-chapter.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import {
  addCommands,
  type ChapterRepository,
  chapterRepository,
  exerciseOf,
  QUEUE,
  RELAY,
  solutionOf,
} from './chapter-repository.ts';

const LIMIT_MS = 60_000;
let repository: ChapterRepository;

before(() => {
  repository = chapterRepository();
  addCommands(repository.folder);
  repository.write('chapters/07-broken/README.md', 'no check\n');
  repository.write('chapters/08-mistyped/README.md', '');
  repository.write('chapters/08-mistyped/answer.md', '');
  repository.write('chapters/08-mistyped/check.ts', 'export const chapter = { title: ');
});
beforeEach(() => {
  rmSync(join(repository.folder, '.lab'), { recursive: true, force: true });
  for (const path of [QUEUE, RELAY]) repository.write(path, solutionOf(path));
});
after(() => repository.remove());

/** As if chapter 05 had been started, and its file edited. */
async function attempt(): Promise<void> {
  await startChapter(repository.learner, await repository.chapter('05'), false);
  repository.write(QUEUE, 'my attempt\n');
}

const start = (...words: string[]) => startIn(repository.folder, ...words);

function startIn(folder: string, ...words: string[]) {
  const { LAB_ENGINE: _engine, ...environment } = process.env;
  const child = spawn(process.execPath, [join(folder, 'lab/cli.ts'), ...words], {
    env: { ...environment, LAB_HOME: join(folder, '.lab'), NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const answer = { code: null as number | null, output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (answer.output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (answer.errors += text));
  const ended = new Promise<typeof answer>((resolve) =>
    child.on('close', (code) => resolve(Object.assign(answer, { code }))),
  );
  return { child, answer, ended };
}

const lab = (...words: string[]) => start(...words).ended;

test('When chapters are listed, then broken ones say what is missing and disturb no other', async () => {
  const { code, output } = await lab('list');
  assert.equal(code, 0);
  assert.match(output, /05 +Chapter 05-across-the-queue +10 +open +0 of 3/);
  assert.match(output, /chapters\/07-broken cannot be used: check\.ts and answer\.md missing/);
  assert.match(output, /chapters\/08-mistyped cannot be used: check\.ts cannot be loaded/);
  assert.match(output, /0 of 5 done\. Next: npx lab start 01/);
});

test('When a chapter is named by its number, its name or a part of it, then it is that one; a typo is answered', async () => {
  for (const name of ['5', 'acr']) {
    const { code, output, errors } = await lab('start', name);
    assert.equal(code, 0, errors);
    assert.match(output, /Chapter 05 (is already )?started: Chapter 05/);
  }
  const typo = await lab('start', 'accross');
  assert.equal(typo.code, 2);
  assert.match(typo.errors, /There is no chapter "accross"\. Did you mean 05-across-the-queue\?/);
  assert.match(
    (await lab('start', '07')).errors,
    /Chapter 07 cannot be used: check\.ts and answer\.md missing/,
  );
});

test('When a chapter starts without a lab, then the gaps, the goal and the next commands are said', async () => {
  const { output } = await lab('start', '05');
  assert.match(output, /You can mend it\./);
  assert.match(output, /services\/shared\/trace-context\.ts:2 +carry it/);
  assert.match(
    output,
    /npx lab up +\(the lab is not running\)\n +read chapters\/05-across-the-queue\/README\.md/,
  );
});

test('When work would be put away and nobody can be asked, then the exit code is 2; --yes does it', async () => {
  await attempt();
  for (const words of [['start', '06'], ['reset'], ['solve']]) {
    const { code, errors } = await lab(...words);
    assert.equal(code, 2);
    assert.match(errors, /--yes/);
    assert.equal(repository.read(QUEUE), 'my attempt\n');
  }
  const { code, output } = await lab('start', '06', '--yes');
  assert.equal(code, 0);
  assert.match(output, /Chapter 05: the originals are back, your work is kept/);
  assert.equal(repository.read(QUEUE), solutionOf(QUEUE));
  assert.equal(repository.read(RELAY), exerciseOf(RELAY, '06'));
});

test('When versions are listed, then the kept attempt is among them and comes back by its id', async () => {
  await attempt();
  await resetChapter(repository.learner, await repository.chapter('05'), true);
  const { versions } = JSON.parse((await lab('reset', '--list', '--json')).output);
  const kept = versions.find(({ reason }: { reason: string }) => reason === 'reset');
  assert.equal(repository.read(kept.place), 'my attempt\n');
  assert.match((await lab('reset', '--list')).output, new RegExp(`${kept.id} .*lab reset +1 `));
  assert.match((await lab('reset', '--to', kept.id.slice(0, 6))).output, /is as it was: version/);
  assert.equal(repository.read(QUEUE), 'my attempt\n');
});

test('When a hint is asked for, then one more is shown, and counted', async () => {
  await attempt();
  assert.match((await lab('hint')).output, /^Hint 1 of 3 {2}first hint$/m);
  assert.match((await lab('hint')).output, /^Hint 2 of 3 {2}second hint$/m);
  assert.match((await lab('hint', '--all')).output, /first hint[\s\S]*third hint[\s\S]*no more hints/);
  const { chapters } = JSON.parse((await lab('list', '--json')).output);
  const { hintsSeen, hints, state } = chapters.find(({ number }: { number: string }) => number === '05');
  assert.deepEqual({ hintsSeen, hints: hints.length, state }, { hintsSeen: 3, hints: 3, state: 'active' });
});

test('When the lab does not run, then a check says that the lab is not well, and counts for nothing', async () => {
  await attempt();
  const { code, output } = await lab('check');
  assert.equal(code, 3);
  assert.match(output, /05 .*: The lab is not well: it is not running\. .*\n\nNext:\n {2}npx lab up/);
  const verdict = JSON.parse((await lab('check', '05', '--json')).output);
  assert.equal(verdict.result, 'not-well');
  const { chapters } = JSON.parse((await lab('list', '--json')).output);
  assert.ok(chapters.every(({ checks }: { checks: number }) => checks === 0));
});

test('When a file of the chapter is saved, or Enter is pressed, then watch checks it; q leaves', async () => {
  await attempt();
  const { child, answer, ended } = start('watch');
  after(() => child.kill());
  const verdicts = () => answer.output.match(/The lab is not well/g)?.length ?? 0;
  assert.ok(
    await waitUntil(() => /Enter checks at once, q leaves/.test(answer.errors), LIMIT_MS),
    answer.errors,
  );
  repository.write(QUEUE, 'another attempt\n');
  assert.ok(await waitUntil(() => verdicts() === 1, LIMIT_MS), answer.output + answer.errors);
  child.stdin.write('\n');
  assert.ok(await waitUntil(() => verdicts() === 2, LIMIT_MS), answer.output + answer.errors);
  child.stdin.write('q\n');
  assert.equal((await ended).code, 0);
});

test('When questions are asked for, then they are listed; an answer needs the lab, and a question that is there', async () => {
  const { code, output } = await lab('answer', '01');
  assert.equal(code, 0);
  assert.match(output, /1\. How many spans\?\n.*2\. Which service\?\n +one of: orders, desk/);
  assert.match((await lab('answer', '01', '3', 'x')).errors, /has 2 questions, and no number 3/);
  assert.match((await lab('answer', '05', '1', 'x')).errors, /has no questions/);
  assert.equal((await lab('answer', '01', '1', '17')).code, 3);
});

test('When a chapter is solved, then the difference is shown and the original is back', async () => {
  await attempt();
  const { code, output } = await lab('solve', '--yes');
  assert.equal(code, 0);
  assert.match(output, /^--- yours\/services\/shared\/trace-context\.ts$/m);
  assert.match(output, /^-my attempt$/m);
  assert.match(output, /Chapter 05 is left: the originals are back\./);
  assert.equal(repository.read(QUEUE), solutionOf(QUEUE));
  assert.match((await lab('solve')).errors, /No chapter is active/);
});

test('When a chapter is made from the template, then list finds it and it starts, without any other change', async () => {
  const { code, output, errors } = await lab(
    'new-chapter',
    '13-baggage',
    '--seam',
    QUEUE.replace('trace-context', 'free'),
  );
  assert.equal(code, 2, output);
  assert.match(errors, /There is no file services\/shared\/free\.ts/);
  const taken = await lab('new-chapter', '13-baggage', '--seam', QUEUE);
  assert.match(taken.errors, /is the exercise of chapter 05/);
  repository.write('services/shared/free.ts', 'export const free = true;\n');
  const made = await lab('new-chapter', '13-baggage', '--seam', 'services/shared/free.ts');
  assert.equal(made.code, 0, made.errors);
  assert.ok(existsSync(join(repository.folder, 'test/near-misses/13/first-mistake/near-miss.json')));
  assert.match((await lab('list')).output, /13 +A title that says what one gains +20 +open/);
  const started = await lab('start', '13', '--yes');
  assert.match(started.output, /services\/shared\/free\.ts:1 +say what is to be done/);
  assert.match((await lab('new-chapter', '13-again')).errors, /There is a chapter 13 already/);
  rmSync(join(repository.folder, 'chapters/13-baggage'), { recursive: true });
});

test('When progress is kept, then it names no folder: a second clone has its own', async () => {
  await attempt();
  const text =
    readFileSync(repository.learner.progress, 'utf8') + readFileSync(repository.learner.active, 'utf8');
  assert.ok(!text.includes(repository.folder));
  assert.equal(JSON.parse((await lab('list', '--json')).output).active, '05');
  const other = chapterRepository();
  after(() => other.remove());
  addCommands(other.folder);
  const { output } = await startIn(other.folder, 'list', '--json').ended;
  assert.equal(JSON.parse(output).active, null);
});
