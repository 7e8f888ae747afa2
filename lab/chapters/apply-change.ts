import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '../engine/local/write-file-atomically.ts';
import { writeActive } from './active-chapter.ts';
import { writeEnvironment } from './chapter-environment.ts';
import { leftBeside, moveFile } from './move-file.ts';
import type { Learner } from './open-learner.ts';
import { placeFile } from './place-file.ts';
import type { SeamChange } from './seam-change.ts';
import { readBytes } from './seam-text.ts';
import { nameVersion } from './versions.ts';

type Step = SeamChange['steps'][number];

/** So often an editor may be faster than we are, one after the other, before something else must be wrong. */
const MOST_TRIES = 100;

/**
 * Makes a change, or goes on with one that was interrupted: whatever was done already is not done again. The journal is
 * written before the first file is touched and removed after the last.
 */
export function applyChange(learner: Learner, change: SeamChange): void {
  if (change.stage === 'intent') {
    writeFileAtomically(learner.journal, JSON.stringify(change));
    for (const step of change.steps) takeStep(learner, step);
    writeFileAtomically(learner.journal, JSON.stringify({ ...change, stage: 'placed' }));
  }
  for (const { from, to } of change.moves) moveFile(join(learner.root, from), join(learner.root, to));
  writeActive(learner, change.active);
  writeEnvironment(learner, change.environment);
  rmSync(learner.drafts, { recursive: true, force: true });
  rmSync(learner.journal, { force: true });
}

/** Whether a change that was interrupted has touched a file of the learner's. */
export function hasBegun(learner: Learner, { stage, steps }: SeamChange): boolean {
  return (
    stage === 'placed' ||
    steps.some(
      ({ path, keepAs }) =>
        existsSync(join(learner.root, keepAs)) || leftBeside(join(learner.repository, path)).length > 0,
    )
  );
}

// The file goes out by a rename and the draft comes in under a free name: what an editor saves in between is never
// overwritten, and moved out like the first.
function takeStep(learner: Learner, step: Step): void {
  const seam = join(learner.repository, step.path);
  const draft = join(learner.root, step.draft);
  const content = readBytes(draft);
  for (const file of leftBeside(seam)) moveOut(learner, file, step);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const now = readBytes(seam);
    if (!content || now?.equals(content)) return;
    if (now) moveOut(learner, seam, step);
    if (placeFile(draft, seam)) return;
  }
  throw new Error(`${step.path} is saved again and again by another program`);
}

function moveOut(learner: Learner, file: string, { path, keepAs }: Step): void {
  const taken = existsSync(join(learner.root, keepAs));
  moveFile(file, join(learner.root, taken ? nameVersion(path, 'saved-meanwhile') : keepAs));
}
