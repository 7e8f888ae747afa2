import { awaitSavedFiles, type Seam } from '../checks/await-saved-files.ts';
import { partsOfSeam } from '../checks/parts-of-seam.ts';
import type { Engine } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { applyEnvironment } from './chapter-environment.ts';
import { deskOf } from './desk-of.ts';
import type { LoadedChapter } from './discover-chapters.ts';
import { gatherOwnEvidence } from './gather-own-evidence.ts';
import type { Learner } from './open-learner.ts';

/**
 * Has a running lab take over what a command has changed: the chapter's variables, its files (the next command of a page
 * may be a checkout), and for a chapter with questions the checkouts that they are about. Returns the desk's address, or undefined when the lab does not run. What fails is said,
 * and is no obstacle: the check does it again.
 */
export async function prepareLab(
  learner: Learner,
  engine: Engine,
  found?: LoadedChapter,
): Promise<string | undefined> {
  const desk = await deskOf(engine);
  try {
    await applyEnvironment(learner, engine);
    if (desk && found) await awaitSavedFiles(engine, learner.repository, seamsOf(found));
    if (desk && found?.chapter.questions?.length) await gatherOwnEvidence(learner, engine, found);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    learner.say(error.message);
  }
  return desk;
}

function seamsOf({ seams }: LoadedChapter): Seam[] {
  return seams.map((path) => ({ path, parts: partsOfSeam(path) }));
}
