import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ChapterFolder } from './list-folders.ts';
import type { Learner } from './open-learner.ts';
import { readBytes, sameText } from './seam-text.ts';

/** The files of the active chapter that the learner has changed since the exercise was put there. */
export function workOfChapter(learner: Learner, { folder, seams }: ChapterFolder): string[] {
  return seams.filter((path) => {
    const now = readBytes(join(learner.repository, path));
    return now !== undefined && !sameText(now, readBytes(join(folder, 'exercise', path)));
  });
}

/** The files of a chapter that are not there. */
export function missingSeams(learner: Learner, { seams }: ChapterFolder): string[] {
  return seams.filter((path) => !existsSync(join(learner.repository, path)));
}
