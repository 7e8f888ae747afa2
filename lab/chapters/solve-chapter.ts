import { join } from 'node:path';
import { LabError } from '../engine/lab-error.ts';
import { readActive } from './active-chapter.ts';
import { applyChange } from './apply-change.ts';
import { changeLearner } from './change-learner.ts';
import type { LoadedChapter } from './discover-chapters.ts';
import { NeedsConsent } from './needs-consent.ts';
import type { Learner } from './open-learner.ts';
import { readProgress } from './progress.ts';
import { putOriginalsBack } from './put-originals-back.ts';
import { prepareChange } from './seam-change.ts';
import { plainText, readBytes } from './seam-text.ts';
import { unifiedDiff } from './unified-diff.ts';
import { workOfChapter } from './work-of-chapter.ts';

/** For each file: how the learner's becomes the original, as a unified diff; empty where they say the same. */
export type Solved = { files: { path: string; diff: string }[] };

/**
 * Ends the active chapter: keeps the learner's files and puts the originals back. Throws NeedsConsent while it is not done,
 * and LabError when it is not active.
 */
export function solveChapter(learner: Learner, found: LoadedChapter, consent: boolean): Promise<Solved> {
  const { number } = found;
  return changeLearner(learner, () => {
    if (readActive(learner)?.number !== number) throw notActive(number);
    const work = workOfChapter(learner, found);
    if (!consent && work.length > 0 && readProgress(learner)(number).doneAt === null)
      throw unfinished(number, work);
    const { wishes, moves } = putOriginalsBack(learner, 'solve');
    const files = wishes.map(({ path, content }) => ({
      path,
      diff: diffOf(path, readBytes(join(learner.repository, path)), content),
    }));
    const command = `solve ${number}`;
    applyChange(learner, prepareChange(learner, wishes, { command, moves, active: null, environment: {} }));
    return { files };
  });
}

function diffOf(path: string, yours: Buffer | undefined, original: Buffer): string {
  return unifiedDiff(
    { name: `yours/${path}`, text: plainText(yours) },
    { name: `original/${path}`, text: plainText(original) },
  );
}

function unfinished(number: string, work: string[]): NeedsConsent {
  return new NeedsConsent(
    `Chapter ${number} is not done yet. Your ${work.join(' and ')} will be kept (npx lab reset ${number} --list), and the original put back.`,
    'Show the solution and put it back?',
    `solve ${number}`,
  );
}

function notActive(number: string): LabError {
  return new LabError(`Chapter ${number} is not active: there is nothing to put back.`, {
    next: [`npx lab start ${number}`, 'npx lab list'],
    exitCode: 2,
  });
}
