import { driveAndGather } from '../checks/drive-and-gather.ts';
import type { Evidence } from '../checks/evidence.ts';
import type { Engine } from '../engine/engine.ts';
import { readEvidence, writeEvidence } from './answer-sheet.ts';
import { changeLearner } from './change-learner.ts';
import type { LoadedChapter } from './discover-chapters.ts';
import type { Learner } from './open-learner.ts';
import { recordProgress } from './progress.ts';

/**
 * What the learner's own checkouts in a chapter left: those that were driven before, or, without any, new ones; earlier
 * answers were about others then, and are forgotten. Throws LabError when the lab is not well.
 */
export async function gatherOwnEvidence(
  learner: Learner,
  engine: Engine,
  { number, chapter }: LoadedChapter,
): Promise<Evidence> {
  const kept = readEvidence(learner, number);
  if (kept) return kept;
  const evidence = await driveAndGather(engine, chapter, learner.say);
  await changeLearner(learner, () => {
    writeEvidence(learner, number, evidence);
    recordProgress(learner, number, () => ({ answers: {} }));
  });
  return evidence;
}
