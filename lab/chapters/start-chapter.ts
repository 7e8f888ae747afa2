import { rmSync } from 'node:fs';
import { type Active, readActive } from './active-chapter.ts';
import { applyChange } from './apply-change.ts';
import { changeLearner } from './change-learner.ts';
import { writeEnvironment } from './chapter-environment.ts';
import type { LoadedChapter } from './discover-chapters.ts';
import { findGaps, type Gap } from './find-gaps.ts';
import { listFolders } from './list-folders.ts';
import { NeedsConsent } from './needs-consent.ts';
import type { Learner } from './open-learner.ts';
import { placeExercise } from './place-exercise.ts';
import { readProgress, recordProgress } from './progress.ts';
import { putOriginalsBack } from './put-originals-back.ts';
import { prepareChange } from './seam-change.ts';
import { missingSeams, workOfChapter } from './work-of-chapter.ts';

/** `already`: the chapter was active before, and nothing was changed. */
export type Started = {
  already: boolean;
  gaps: Gap[];
  /** Files of the chapter that are not there, and that were changed since the start: only when it was active already. */
  missing: string[];
  changed: string[];
  /** The chapter that was ended for it. */
  left?: string;
};

/**
 * Makes a chapter the active one: the learner's files are kept, the exercise is in their place. Throws NeedsConsent when
 * another chapter is being worked on, and LabError when a file cannot be replaced.
 */
export function startChapter(learner: Learner, found: LoadedChapter, consent: boolean): Promise<Started> {
  return changeLearner(learner, () => {
    const active = readActive(learner);
    const again = { gaps: findGaps(learner, found), missing: missingSeams(learner, found) };
    if (active?.number === found.number) {
      writeEnvironment(learner, found.chapter.env ?? {});
      return { already: true, ...again, changed: workOfChapter(learner, found) };
    }
    if (active && !consent) askToLeave(learner, active, found);
    place(learner, found, active !== undefined);
    const gaps = findGaps(learner, found);
    return { already: false, gaps, missing: [], changed: [], ...(active ? { left: active.number } : {}) };
  });
}

function place(learner: Learner, found: LoadedChapter, afterAnother: boolean): void {
  const back = putOriginalsBack(learner, 'switch');
  const exercise = placeExercise(learner, found);
  const active = { number: found.number, startedAt: new Date().toISOString() };
  const change = prepareChange(learner, [...back.wishes, ...exercise.wishes], {
    command: `start ${found.number}`,
    moves: [...back.moves, ...exercise.moves],
    active,
    environment: found.chapter.env ?? {},
  });
  applyChange(learner, change);
  rmSync(learner.verdict(found.number), { force: true });
  // What was answered before any start counts. Traces from within another chapter's exercise, or without an answer, do not.
  const before = readProgress(learner)(found.number);
  const anew = afterAnother || before.doneAt !== null || Object.keys(before.answers).length === 0;
  if (anew) rmSync(learner.evidence(found.number), { force: true });
  recordProgress(learner, found.number, ({ startedAt, answers }) => ({
    startedAt: startedAt ?? active.startedAt,
    answers: anew ? {} : answers,
  }));
}

/** Nobody is asked about a chapter that is done, or in which nothing was written. */
function askToLeave(learner: Learner, { number }: Active, { number: wanted }: LoadedChapter): void {
  const folder = listFolders(learner.repository).find((other) => other.number === number);
  const work = folder ? workOfChapter(learner, folder) : [];
  if (readProgress(learner)(number).doneAt !== null || (folder && work.length === 0)) return;
  throw new NeedsConsent(
    `Chapter ${number} is active, and you have changed ${work.join(' and ') || 'its files'}. Your work will be kept (npx lab reset ${number} --list), and the original put back.`,
    `Leave chapter ${number} and start ${wanted}?`,
    `start ${wanted}`,
  );
}
