import { changeLearner } from '../chapters/change-learner.ts';
import { applyEnvironment, writeEnvironment } from '../chapters/chapter-environment.ts';
import type { Learner } from '../chapters/open-learner.ts';
import { readChapterEnv } from '../engine/chapter-env.ts';
import type { Engine } from '../engine/engine.ts';
import { isAlive } from '../engine/local/process/process-identity.ts';
import type { Incident } from './incident-files.ts';
import { readIncident, writeIncident } from './incident-state.ts';
import { dropStatements } from './trouble-schema.ts';
import { troubleOf } from './troubles.ts';

/**
 * Takes back what an incident has put in place: variables, and statements in the database. What it held has ended with its
 * process. May be done twice. A lab that does not run takes the variables over when it starts; its statements are dead by
 * then, and are removed before the next incident.
 */
export async function undoIncident(learner: Learner, engine: Engine, incident: Incident): Promise<void> {
  await changeLearner(learner, () => restoreVariables(learner, incident));
  const { phase } = await engine.status();
  if (phase === 'running') {
    if (troubleOf(incident.suspect).statements) await dropStatements((await engine.addresses()).postgres);
    await applyEnvironment({ ...learner, say: () => {} }, engine);
  }
  writeIncident(learner, null);
}

/** Undoes an incident whose process was killed; says so. One that still lasts is left alone. */
export async function undoAbandonedIncident(learner: Learner, engine: () => Engine): Promise<void> {
  const incident = readIncident(learner);
  if (!incident || isAlive(incident.owner)) return;
  await undoIncident(learner, engine(), incident);
  learner.say('An incident was left behind, because its command was killed. It is undone.');
}

// A chapter that was started meanwhile may have set other variables: only what is still ours is taken back.
function restoreVariables(learner: Learner, { variables, before }: Incident): void {
  const environment = { ...readChapterEnv(learner.environment) };
  for (const [key, value] of Object.entries(variables)) {
    if (environment[key] !== value) continue;
    const earlier = before[key];
    if (typeof earlier === 'string') environment[key] = earlier;
    else delete environment[key];
  }
  writeEnvironment(learner, environment);
}
