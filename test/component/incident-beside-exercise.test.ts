import assert from 'node:assert/strict';
import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { keepVerdict } from '../../lab/chapters/keep-verdict.ts';
import { startChapter } from '../../lab/chapters/start-chapter.ts';
import type { Verdict } from '../../lab/checks/verdict.ts';
import { requireNoExercise } from '../../lab/incident/require-no-exercise.ts';
import { type ChapterRepository, chapterRepository, QUEUE } from './chapter-repository.ts';

let repository: ChapterRepository;
const begin = () => requireNoExercise(repository.learner);
const judged = (result: Verdict['result']) => keepVerdict(repository.learner, '05', { result } as Verdict);
const saved = (atMs: number) => utimesSync(join(repository.folder, QUEUE), atMs / 1_000, atMs / 1_000);

beforeEach(() => {
  repository = chapterRepository();
});
afterEach(() => repository.remove());

async function startFive(): Promise<void> {
  await startChapter(repository.learner, await repository.chapter('05'), false);
  saved(Date.now() - 5_000);
}

test('When no chapter is active, then an incident may begin', begin);

test('When a chapter was not checked, or is wrong, then no incident begins', async () => {
  await startFive();
  assert.throws(begin, /working on chapter 05/);
  judged('wrong');
  assert.throws(begin, /working on chapter 05/);
});

test('When the active chapter is right, then an incident may begin; saved or deleted since, none', async () => {
  await startFive();
  judged('right');
  begin();
  saved(Date.now() + 5_000);
  assert.throws(begin, /working on chapter 05/);
  rmSync(join(repository.folder, QUEUE));
  assert.throws(begin, /working on chapter 05/);
});
