import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../engine/lab-error.ts';
import { readActive } from './active-chapter.ts';
import { applyChange } from './apply-change.ts';
import { changeLearner } from './change-learner.ts';
import type { LoadedChapter } from './discover-chapters.ts';
import { NeedsConsent } from './needs-consent.ts';
import type { Learner } from './open-learner.ts';
import { readProgress, recordProgress } from './progress.ts';
import { prepareChange, type Wish } from './seam-change.ts';
import { readBytes, withLineEndingsOf } from './seam-text.ts';
import { nameVersion } from './versions.ts';
import { workOfChapter } from './work-of-chapter.ts';

/**
 * Starts the exercise of the active chapter again; its answers are forgotten, and the learner's files are kept. Throws
 * NeedsConsent when there is work or an answer, and LabError when the chapter is not active.
 */
export function resetChapter(learner: Learner, found: LoadedChapter, consent: boolean): Promise<void> {
  return changeLearner(learner, () => {
    requireActive(learner, found);
    const work = workOfChapter(learner, found);
    const answered = Object.keys(readProgress(learner)(found.number).answers).length;
    if ((work.length > 0 || answered > 0) && !consent) throw unsaved(found, work, answered);
    const wishes = found.seams.map((path) => {
      const exercise = readBytes(join(found.folder, 'exercise', path)) ?? Buffer.alloc(0);
      const content = withLineEndingsOf(exercise, readBytes(join(learner.originals, path)));
      return { path, content, keepAs: nameVersion(path, 'reset') };
    });
    changeActive(learner, found, wishes, `reset ${found.number}`);
    rmSync(learner.evidence(found.number), { force: true });
    rmSync(learner.verdict(found.number), { force: true });
    recordProgress(learner, found.number, () => ({ answers: {} }));
  });
}

/** Puts these into the place of the active chapter's files. The caller has the claim (changeLearner). */
export function changeActive(
  learner: Learner,
  { chapter }: LoadedChapter,
  wishes: Wish[],
  command: string,
): void {
  const active = readActive(learner) ?? null;
  const rest = { command, moves: [], active, environment: chapter.env ?? {} };
  applyChange(learner, prepareChange(learner, wishes, rest));
}

function unsaved({ number, chapter }: LoadedChapter, work: string[], answered: number): NeedsConsent {
  const warnings = [
    work.length > 0 &&
      `You have changed ${work.join(' and ')} since you started chapter ${number}. It will be kept (npx lab reset ${number} --list).`,
    answered > 0 &&
      `You have answered ${answered} of ${chapter.questions?.length} questions. The answers will be forgotten, since they are about the orders of before.`,
  ];
  const question = work.length > 0 ? 'Start the exercise again?' : 'Begin the questions again?';
  return new NeedsConsent(warnings.filter(Boolean).join(' '), question, `reset ${number}`);
}

/** Throws LabError (usage) unless this is the active chapter. */
export function requireActive(learner: Learner, { number }: LoadedChapter): void {
  if (readActive(learner)?.number === number) return;
  throw new LabError(`Chapter ${number} is not active. Nothing was changed.`, {
    next: [`npx lab start ${number}`, 'npx lab list'],
    exitCode: 2,
  });
}
