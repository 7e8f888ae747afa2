import { mkdirSync, rmSync } from 'node:fs';
import { LabError } from '../engine/lab-error.ts';
import { waitUntil } from '../engine/local/process/wait-until.ts';
import { type Claim, claimHolder, claimHome } from '../engine/local/supervisor/claim-home.ts';
import { applyChange, hasBegun } from './apply-change.ts';
import type { Learner } from './open-learner.ts';
import { readLearnerFile } from './read-learner-file.ts';
import { seamChange } from './seam-change.ts';

const CLAIM_LIMIT_MS = 10_000;

/**
 * Does something with the learner's files or records while no other command does (waits for it at most 10 s), after
 * finishing what an earlier one was killed in. Not to be nested. Throws LabError when the other one does not end.
 */
export async function changeLearner<T>(learner: Learner, work: () => T | Promise<T>): Promise<T> {
  mkdirSync(learner.root, { recursive: true });
  let claim: Claim | undefined;
  await waitUntil(() => {
    claim = claimHome(learner);
    return claim !== undefined;
  }, CLAIM_LIMIT_MS);
  if (!claim) throw busy(learner);
  try {
    finishInterrupted(learner);
    return await work();
  } finally {
    claim.release();
  }
}

function finishInterrupted(learner: Learner): void {
  const change = readLearnerFile(learner, learner.journal, seamChange);
  if (!change) {
    // Drafts without a journal are of a command that was killed before it changed anything.
    rmSync(learner.drafts, { recursive: true, force: true });
  } else if (hasBegun(learner, change)) {
    applyChange(learner, change);
    learner.say(`\`npx lab ${change.command}\` was interrupted the last time; it is finished now.`);
  } else {
    rmSync(learner.journal, { force: true });
    learner.say(
      `\`npx lab ${change.command}\` was interrupted the last time, before it changed anything: type it again if you still want it.`,
    );
  }
}

function busy(learner: Learner): LabError {
  const pid = claimHolder(learner)?.pid;
  return new LabError(
    `Another lab command is changing files in this folder${pid ? ` (process ${pid})` : ''}.`,
    {
      next: ['wait until it has ended, then type the command again'],
    },
  );
}
