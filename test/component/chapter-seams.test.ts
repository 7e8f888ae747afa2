import assert from 'node:assert/strict';
import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { changeLearner } from '../../lab/chapters/change-learner.ts';
import { listChapters } from '../../lab/chapters/list-chapters.ts';
import { resetChapter } from '../../lab/chapters/reset-chapter.ts';
import { restoreVersion } from '../../lab/chapters/restore-version.ts';
import { solveChapter } from '../../lab/chapters/solve-chapter.ts';
import { startChapter } from '../../lab/chapters/start-chapter.ts';
import { listVersions } from '../../lab/chapters/versions.ts';
import {
  type ChapterRepository,
  chapterRepository,
  exerciseOf,
  QUEUE,
  RELAY,
  solutionOf,
} from './chapter-repository.ts';

let repository: ChapterRepository;
beforeEach(() => {
  repository = chapterRepository();
});
afterEach(() => repository.remove());

const start = async (number: string, consent = false) =>
  startChapter(repository.learner, await repository.chapter(number), consent);
const solve = async (number: string, consent = true) =>
  solveChapter(repository.learner, await repository.chapter(number), consent);
const reset = async (number: string, consent = true) =>
  resetChapter(repository.learner, await repository.chapter(number), consent);
const keptTexts = (path: string) =>
  listVersions(repository.learner, [path]).map(({ place }) => repository.read(place));

test('When a chapter is started and solved, then the exercise comes, the original returns and the attempt is kept', async () => {
  const started = await start('05');
  assert.equal(repository.read(QUEUE), exerciseOf(QUEUE, '05'));
  assert.deepEqual(started.gaps, [{ path: QUEUE, line: 2, text: 'carry it' }]);
  assert.equal(repository.read('.lab/chapter.env'), 'COLOUR=green\n');
  repository.write(QUEUE, 'my attempt\n');
  const { files } = await solve('05');
  assert.match(files[0]?.diff ?? '', /^-my attempt\n\+\/\/ the solution/m);
  assert.equal(repository.read(QUEUE), solutionOf(QUEUE));
  assert.ok(keptTexts(QUEUE).includes('my attempt\n'));
  assert.ok(!existsSync(repository.learner.environment));
  assert.equal((await listChapters(repository.learner)).active, null);
});

test('When a chapter is started twice, then it says so and the exercise never becomes the original', async () => {
  await start('05');
  repository.write(QUEUE, 'my attempt\n');
  const again = await start('05');
  assert.equal(again.already, true);
  assert.deepEqual(again.changed, [QUEUE]);
  assert.equal(repository.read(QUEUE), 'my attempt\n');
  await solve('05');
  assert.equal(repository.read(QUEUE), solutionOf(QUEUE));
});

test('When another chapter has work in it, then leaving it needs consent, keeps the work and restores its file', async () => {
  await start('05');
  repository.write(QUEUE, 'my attempt\n');
  await assert.rejects(start('06'), { name: 'LabError', exitCode: 2, message: /Chapter 05 is active/ });
  assert.equal(repository.read(RELAY), solutionOf(RELAY));
  assert.equal((await start('06', true)).left, '05');
  assert.equal(repository.read(QUEUE), solutionOf(QUEUE));
  assert.equal(repository.read(RELAY), exerciseOf(RELAY, '06'));
  assert.ok(keptTexts(QUEUE).includes('my attempt\n'));
  assert.ok(!existsSync(repository.learner.environment));
});

test('When another chapter is active and nothing was written, then nobody is asked', async () => {
  await start('05');
  assert.equal((await start('06')).left, '05');
});

test('When the files were changed, then reset and solve need consent and change nothing without', async () => {
  await start('05');
  repository.write(QUEUE, 'my attempt\n');
  await assert.rejects(reset('05', false), { exitCode: 2, message: /You have changed/ });
  await assert.rejects(solve('05', false), { exitCode: 2, message: /not done yet/ });
  assert.equal(repository.read(QUEUE), 'my attempt\n');
  await reset('05');
  assert.equal(repository.read(QUEUE), exerciseOf(QUEUE, '05'));
});

test('When a version is wanted back, then it comes and what was there is kept', async () => {
  await start('05');
  repository.write(QUEUE, 'first\n');
  await reset('05');
  repository.write(QUEUE, 'second\n');
  const first = listVersions(repository.learner, [QUEUE]).find(
    ({ lines, original }) => lines === 1 && !original,
  );
  assert.ok(first);
  await restoreVersion(repository.learner, await repository.chapter('05'), first.id);
  assert.equal(repository.read(QUEUE), 'first\n');
  assert.ok(keptTexts(QUEUE).includes('second\n'));
  await assert.rejects(restoreVersion(repository.learner, await repository.chapter('05'), 'ffff'), {
    exitCode: 2,
  });
});

test('When an editor still has the file open, then what it writes afterwards is kept too', async () => {
  await start('05');
  repository.write(QUEUE, 'my attempt\n');
  const editor = openSync(join(repository.folder, QUEUE), 'r+');
  await reset('05');
  writeSync(editor, 'my late attempt\n', 0);
  closeSync(editor);
  assert.ok(keptTexts(QUEUE).includes('my late attempt\n'));
  assert.equal(repository.read(QUEUE), exerciseOf(QUEUE, '05'));
});

test('When two commands change files at once, then one waits for the other', async () => {
  const order: string[] = [];
  const first = changeLearner(repository.learner, async () => {
    order.push('first begins');
    await new Promise((resolve) => setImmediate(resolve));
    order.push('first ends');
  });
  const second = changeLearner(repository.learner, () => void order.push('second'));
  await Promise.all([first, second]);
  assert.deepEqual(order, ['first begins', 'first ends', 'second']);
});
