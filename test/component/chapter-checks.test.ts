import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { startChapter } from '../../lab/chapters/start-chapter.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import {
  addCommands,
  type ChapterRepository,
  chapterRepository,
  QUEUE,
  RELAY,
  solutionOf,
} from './chapter-repository.ts';
import { typeLab } from './type-lab.ts';

const LIMIT_MS = 60_000;
let repository: ChapterRepository;

before(() => {
  repository = chapterRepository();
  addCommands(repository.folder);
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

const lab = (...words: string[]) => typeLab(repository.folder, ...words).ended;

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
  const { child, answer, ended } = typeLab(repository.folder, 'watch');
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

test('When another chapter is started, then watch ends by itself, and holds back no check of it', async () => {
  await attempt();
  const { child, answer } = typeLab(repository.folder, 'watch');
  after(() => child.kill());
  assert.ok(await waitUntil(() => /q leaves/.test(answer.errors), LIMIT_MS), answer.errors);
  const watcher = join(repository.folder, '.lab', 'learner', 'watcher.json');
  assert.ok(existsSync(watcher));
  const started = await lab('start', '01', '--yes');
  assert.equal(started.code, 0, started.output + started.errors);
  assert.ok(await waitUntil(() => child.exitCode === 0, LIMIT_MS), answer.errors);
  assert.match(answer.errors, /Chapter 05 is not active any more, so this watch has ended/);
  assert.ok(!existsSync(watcher));
});

test('When questions are asked for, then they are listed; an answer needs the lab, and a question that is there', async () => {
  const { code, output } = await lab('answer', '01');
  assert.equal(code, 0);
  assert.match(output, /1\. How many spans\?\n.*2\. Which service\?\n +one of: orders, desk/);
  assert.match((await lab('answer', '01', '3', 'x')).errors, /has 2 questions, and no number 3/);
  assert.match((await lab('answer', '05', '1', 'x')).errors, /has no questions/);
  assert.equal((await lab('answer', '01', '1', '17')).code, 3);
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
