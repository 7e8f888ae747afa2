import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Active, readActive } from '../chapters/active-chapter.ts';
import { readVerdict } from '../chapters/keep-verdict.ts';
import { listFolders } from '../chapters/list-folders.ts';
import type { Learner } from '../chapters/open-learner.ts';
import { LabError } from '../engine/lab-error.ts';

const OWN_CHAPTER = '12';

/** Throws LabError while a chapter is active whose exercise may be a trouble of its own: not right, or saved since it was. */
export function requireNoExercise(learner: Learner): void {
  const active = readActive(learner);
  if (!active || active.number === OWN_CHAPTER || isRight(learner, active)) return;
  throw new LabError(
    `You are working on chapter ${active.number}, whose exercise is a trouble of its own until its check says right.`,
    {
      exitCode: 2,
      next: ['npx lab check', 'npx lab solve', `npx lab start ${OWN_CHAPTER}, then npx lab incident`],
    },
  );
}

function isRight(learner: Learner, { number }: Active): boolean {
  const last = readVerdict(learner, number);
  if (last?.verdict.result !== 'right') return false;
  const seams = listFolders(learner.repository).find((folder) => folder.number === number)?.seams ?? [];
  return seams.every((path) => savedMs(join(learner.repository, path)) <= last.atMs);
}

function savedMs(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
}
