import { changeLearner } from './change-learner.ts';
import type { LoadedChapter } from './discover-chapters.ts';
import type { Learner } from './open-learner.ts';
import { recordProgress } from './progress.ts';

/** The hints that were seen by now, this one the last. */
export type Hints = { seen: readonly string[]; count: number };

/** Takes the next hint of a chapter (or all of them) and counts it; after the last one nothing more comes. */
export function takeHint(learner: Learner, { number, chapter }: LoadedChapter, all: boolean): Promise<Hints> {
  const { hints } = chapter;
  return changeLearner(learner, () => {
    const { hintsSeen } = recordProgress(learner, number, (before) => ({
      hintsSeen: all ? hints.length : Math.min(hints.length, before.hintsSeen + 1),
    }));
    return { seen: hints.slice(0, hintsSeen), count: hints.length };
  });
}
