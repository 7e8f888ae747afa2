import assert from 'node:assert/strict';
import { chmodSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { listChapters } from '../../lab/chapters/list-chapters.ts';
import { openLearner } from '../../lab/chapters/open-learner.ts';
import { resetChapter } from '../../lab/chapters/reset-chapter.ts';
import { solveChapter } from '../../lab/chapters/solve-chapter.ts';
import { startChapter } from '../../lab/chapters/start-chapter.ts';
import { listVersions } from '../../lab/chapters/versions.ts';
import {
  type ChapterRepository,
  chapterRepository,
  exerciseOf,
  QUEUE,
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

test('When a file was deleted before the start, then the saved original is taken, and said so', async () => {
  rmSync(join(repository.folder, QUEUE));
  await assert.rejects(start('05'), /is missing, and no original was saved/);
  repository.write(QUEUE, solutionOf(QUEUE));
  await start('05');
  await solve('05');
  rmSync(join(repository.folder, QUEUE));
  await start('05');
  assert.match(repository.said.join('\n'), /is missing: the original of .* is taken/);
  await solve('05');
  assert.equal(repository.read(QUEUE), solutionOf(QUEUE));
});

test('When a file is deleted while the chapter is active, then reset puts the exercise back and solve the original', async () => {
  await start('05');
  rmSync(join(repository.folder, 'services'), { recursive: true });
  assert.deepEqual((await start('05')).missing, [QUEUE]);
  await reset('05', false);
  assert.equal(repository.read(QUEUE), exerciseOf(QUEUE, '05'));
  rmSync(join(repository.folder, 'services'), { recursive: true });
  await solve('05', false);
  assert.equal(repository.read(QUEUE), solutionOf(QUEUE));
});

test('When the exercise lies in place of the original, then it is not taken for it', async () => {
  repository.write(QUEUE, `${exerciseOf(QUEUE, '05')}// and a bit more\n`);
  await assert.rejects(start('05'), /is the exercise, not the original, and no original was saved/);
  assert.match(repository.read(QUEUE), /a bit more/);
});

test('When the lab forgot which chapter is active, then the saved original tells', async () => {
  await start('05');
  repository.write('.lab/learner/active.json', '{"version": 1, "num');
  repository.write(QUEUE, 'my attempt, without the mark\n');
  assert.equal((await listChapters(repository.learner)).active, '05');
  assert.match(
    repository.said.join('\n'),
    /active\.json cannot be understood.*kept as \.lab\/learner\/active\.json\.broken-/,
  );
  await solve('05');
  assert.equal(repository.read(QUEUE), solutionOf(QUEUE));
});

test('When the folder is renamed while a chapter is active, then everything is still there', async () => {
  await start('05');
  repository.write(QUEUE, 'my attempt\n');
  const moved = `${repository.folder}-renamed`;
  const { number, slug, seams, chapter } = await repository.chapter('05');
  renameSync(repository.folder, moved);
  try {
    const learner = openLearner(moved, () => {});
    await solveChapter(
      learner,
      { number, slug, seams, chapter, folder: join(moved, 'chapters', slug) },
      true,
    );
    assert.equal(readFileSync(join(moved, QUEUE), 'utf8'), solutionOf(QUEUE));
    const texts = listVersions(learner, [QUEUE]).map(({ place }) => readFileSync(join(moved, place), 'utf8'));
    assert.ok(texts.includes('my attempt\n'));
  } finally {
    rmSync(moved, { recursive: true });
  }
});

test('When a file or its folder is read-only, then nothing is changed and the remedy is said', async () => {
  const [file, folder] = [join(repository.folder, QUEUE), join(repository.folder, 'services/shared')];
  chmodSync(file, 0o444);
  await assert.rejects(start('05'), /trace-context\.ts is read-only/);
  chmodSync(file, 0o644);
  chmodSync(folder, 0o555);
  await assert.rejects(start('05'), /services\/shared is read-only/);
  chmodSync(folder, 0o755);
  assert.equal(repository.read(QUEUE), solutionOf(QUEUE));
  assert.equal((await listChapters(repository.learner)).active, null);
});

test('When the file has Windows line endings and a mode, then the exercise has them too', async () => {
  repository.write(QUEUE, solutionOf(QUEUE).replaceAll('\n', '\r\n'));
  chmodSync(join(repository.folder, QUEUE), 0o664);
  await start('05');
  assert.equal(repository.read(QUEUE), exerciseOf(QUEUE, '05').replaceAll('\n', '\r\n'));
  assert.equal(statSync(join(repository.folder, QUEUE)).mode & 0o777, 0o664);
  await reset('05', false);
  const { files } = await solve('05', false);
  assert.equal(files[0]?.diff.split('\n').filter((line) => line.startsWith('-')).length, 3);
  assert.equal(repository.read(QUEUE), solutionOf(QUEUE).replaceAll('\n', '\r\n'));
});

test('When progress was edited by hand and is broken, then it is kept aside and the rest goes on', async () => {
  await start('05');
  writeFileSync(repository.learner.progress, '{"version": 1, "chapters": {"05": 3}}');
  const { chapters } = await listChapters(repository.learner);
  assert.equal(chapters.length, 3);
  assert.match(repository.said.join('\n'), /progress\.json cannot be understood/);
});
