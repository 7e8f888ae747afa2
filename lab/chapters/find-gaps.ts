import { join } from 'node:path';
import type { ChapterFolder } from './list-folders.ts';
import type { Learner } from './open-learner.ts';
import { plainText, readBytes } from './seam-text.ts';

/** A place where something is to be done: the line (from 1) of a `TODO(NN):` and what it says. */
export type Gap = { path: string; line: number; text: string };

/** What is left to be done in the files of a chapter, as they are now. */
export function findGaps(learner: Learner, { number, seams }: ChapterFolder): Gap[] {
  const mark = `TODO(${number}):`;
  return seams.flatMap((path) =>
    plainText(readBytes(join(learner.repository, path)))
      .split('\n')
      .flatMap((line, index) => {
        const [, text] = line.split(mark);
        return text === undefined ? [] : [{ path, line: index + 1, text: text.trim() }];
      }),
  );
}
