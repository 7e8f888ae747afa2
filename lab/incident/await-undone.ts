import type { Learner } from '../chapters/open-learner.ts';
import type { Engine } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { isAlive } from '../engine/local/process/process-identity.ts';
import { waitUntil } from '../engine/local/process/wait-until.ts';
import { readIncident } from './incident-state.ts';
import { undoAbandonedIncident } from './undo-incident.ts';

const LIMIT_MS = 120_000;
const POLL_MS = 200;

/**
 * Waits until the command that began the incident has undone it, or undoes it in its place when that was killed. Throws
 * LabError when it is not done within two minutes.
 */
export async function awaitUndone(learner: Learner, engine: Engine): Promise<void> {
  const gone = await waitUntil(
    () => {
      const incident = readIncident(learner);
      return !incident || !isAlive(incident.owner);
    },
    LIMIT_MS,
    POLL_MS,
  );
  if (!gone)
    throw new LabError('The incident is not undone yet.', { next: ['npx lab status', 'npx lab down'] });
  await undoAbandonedIncident(learner, () => engine);
}
