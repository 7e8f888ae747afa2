import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { changeLearner } from '../../lab/chapters/change-learner.ts';
import { readProgress, recordProgress } from '../../lab/chapters/progress.ts';
import { resetChapter } from '../../lab/chapters/reset-chapter.ts';
import { startChapter } from '../../lab/chapters/start-chapter.ts';
import {
  addCommands,
  type ChapterRepository,
  chapterRepository,
  exerciseOf,
  QUEUE,
  RELAY,
  solutionOf,
} from './chapter-repository.ts';
import { typeLab } from './type-lab.ts';

let repository: ChapterRepository;

before(() => {
  repository = chapterRepository();
  addCommands(repository.folder);
  repository.write('chapters/07-broken/README.md', 'no check\n');
  repository.write('chapters/08-mistyped/README.md', '');
  repository.write('chapters/08-mistyped/answer.md', '');
  repository.write('chapters/08-mistyped/check.ts', 'export const chapter = { title: ');
  repository.write('chapters/09-asks-nothing/README.md', '');
  repository.write('chapters/09-asks-nothing/answer.md', '');
  repository.write(
    'chapters/09-asks-nothing/check.ts',
    "export const chapter = { title: 'T', minutes: 1, needs: 'base', untouched: 'span-missing', hints: ['a', 'b', 'c'] };",
  );
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

test('When chapters are listed, then broken ones say what is missing and disturb no other', async () => {
  const { code, output } = await lab('list');
  assert.equal(code, 0);
  assert.match(output, /05 +Chapter 05-across-the-queue +10 +open +0 of 3/);
  assert.match(output, /chapters\/07-broken cannot be used: check\.ts and answer\.md missing/);
  assert.match(output, /chapters\/08-mistyped cannot be used: check\.ts cannot be loaded/);
  assert.match(output, /chapters\/09-asks-nothing cannot be used: .*it would always be right/);
  assert.match(output, /0 of 6 done\. Next: npx lab start 01/);
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

test('When questions were answered, then a start forgets none, and reset asks first; another chapter begins anew', async () => {
  const answers = { 1: { given: '17', right: true } };
  const given = () => readProgress(repository.learner)('05').answers;
  await changeLearner(repository.learner, () =>
    recordProgress(repository.learner, '05', () => ({ answers })),
  );
  await startChapter(repository.learner, await repository.chapter('05'), false);
  assert.deepEqual(given(), answers);
  const { code, errors } = await lab('reset');
  assert.equal(code, 2);
  assert.match(errors, /You have answered 1 of/);
  assert.deepEqual(given(), answers);
  for (const number of ['06', '05'])
    await startChapter(repository.learner, await repository.chapter(number), true);
  assert.deepEqual(given(), {});
  await changeLearner(repository.learner, () =>
    recordProgress(repository.learner, '05', () => ({ answers })),
  );
  assert.equal((await lab('reset', '--yes')).code, 0);
  assert.deepEqual(given(), {});
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

test('When progress is kept, then it names no folder: a second clone has its own', async () => {
  await attempt();
  const text =
    readFileSync(repository.learner.progress, 'utf8') + readFileSync(repository.learner.active, 'utf8');
  assert.ok(!text.includes(repository.folder));
  assert.equal(JSON.parse((await lab('list', '--json')).output).active, '05');
  const other = chapterRepository();
  after(() => other.remove());
  addCommands(other.folder);
  const { output } = await typeLab(other.folder, 'list', '--json').ended;
  assert.equal(JSON.parse(output).active, null);
});
