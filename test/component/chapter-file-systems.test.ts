import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { changeLearner } from '../../lab/chapters/change-learner.ts';
import { resetChapter } from '../../lab/chapters/reset-chapter.ts';
import { solveChapter } from '../../lab/chapters/solve-chapter.ts';
import { startChapter } from '../../lab/chapters/start-chapter.ts';
import { listVersions } from '../../lab/chapters/versions.ts';
import { chapterRepository, exerciseOf, QUEUE, solutionOf } from './chapter-repository.ts';

const MEMORY = '/dev/shm';
const another = existsSync(MEMORY) && statSync(MEMORY).dev !== statSync(tmpdir()).dev;
const skip = another ? false : 'this machine has one file system';

test('When .lab is on another file system, then files are moved by copies, also after a kill in the middle', {
  skip,
}, async (t) => {
  const repository = chapterRepository();
  const state = mkdtempSync(join(MEMORY, 'lab-chapters-'));
  t.after(() => {
    repository.remove();
    rmSync(state, { recursive: true });
  });
  symlinkSync(state, join(repository.folder, '.lab'));
  const { learner } = repository;
  const chapter = await repository.chapter('05');
  await startChapter(learner, chapter, false);
  assert.equal(repository.read(QUEUE), exerciseOf(QUEUE, '05'));
  repository.write(QUEUE, 'my attempt\n');
  // As a kill leaves it: the journal is written, and the file is out of the way, but nowhere else yet.
  const draft = `drafts/000000/${QUEUE}`;
  repository.write(`.lab/learner/${draft}`, exerciseOf(QUEUE, '05'));
  repository.write(
    '.lab/learner/journal.json',
    JSON.stringify({
      version: 1,
      command: 'reset 05',
      stage: 'intent',
      steps: [{ path: QUEUE, keepAs: `versions/${QUEUE}/20260101T000000000Z-000000-reset`, draft }],
      moves: [],
      active: { number: '05', startedAt: '2026-01-01T00:00:00.000Z' },
      environment: {},
    }),
  );
  const seam = join(repository.folder, QUEUE);
  renameSync(seam, join(dirname(seam), '.trace-context.ts.lab-000000.tmp'));
  await changeLearner(learner, () => {});
  assert.match(
    repository.said.join('\n'),
    /`npx lab reset 05` was interrupted the last time; it is finished now/,
  );
  assert.equal(repository.read(QUEUE), exerciseOf(QUEUE, '05'));
  const texts = listVersions(learner, [QUEUE]).map(({ place }) => repository.read(place));
  assert.ok(texts.includes('my attempt\n'));
  await resetChapter(learner, chapter, true);
  await solveChapter(learner, chapter, true);
  assert.equal(repository.read(QUEUE), solutionOf(QUEUE));
});
