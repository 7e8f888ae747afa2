import { changeLearner } from '../chapters/change-learner.ts';
import { applyEnvironment, writeEnvironment } from '../chapters/chapter-environment.ts';
import type { Learner } from '../chapters/open-learner.ts';
import { examinePlatform } from '../checks/examine-platform.ts';
import { readChapterEnv } from '../engine/chapter-env.ts';
import type { Engine } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { isAlive, processIdentity } from '../engine/local/process/process-identity.ts';
import { drawBy } from './draw.ts';
import type { Incident } from './incident-files.ts';
import { readIncident, writeIncident } from './incident-state.ts';
import { requireNoExercise } from './require-no-exercise.ts';
import { sendCustomers } from './send-customers.ts';
import type { Trouble } from './trouble.ts';
import { dropStatements, putStatements } from './trouble-schema.ts';
import { TROUBLES } from './troubles.ts';

// Its default: with a variable of every service set, who has just been started tells nothing.
const FOR_EVERYBODY = { GATEWAY_LATENCY_MIN_MS: '10' };

/** An incident that was begun here. `stop` ends what is held; undoIncident does the rest. */
export type Begun = { incident: Incident; trouble: Trouble; stop: () => Promise<void> };

/**
 * Breaks one thing, chosen by `seed`, and sends customers who notice it. It is on record before anything is broken, so that
 * whatever happens can be undone. Throws LabError when the lab is not well, or another incident lasts.
 */
export async function beginIncident(learner: Learner, engine: Engine, seed: number): Promise<Begun> {
  await requireWellLab(learner, engine);
  const draw = drawBy(seed);
  const trouble = draw.pick(TROUBLES);
  const incident = await changeLearner(learner, () => noteIncident(learner, trouble, seed, draw));
  const ends = new AbortController();
  const addresses = await engine.addresses();
  await dropStatements(addresses.postgres);
  await applyEnvironment(quiet(learner), engine);
  const statements = trouble.statements?.(draw);
  const heart = statements && (await putStatements(addresses.postgres, statements));
  const goOn = await trouble.hold?.({ addresses, signal: ends.signal }, draw);
  const held = [goOn?.(), sendCustomers(addresses.storefront, ends.signal)];
  const begun = { ...incident, startedMs: Date.now() };
  writeIncident(learner, begun);
  return {
    incident: begun,
    trouble,
    stop: async () => {
      ends.abort();
      // What was held may have broken with a part that was stopped meanwhile: it is gone all the same.
      await Promise.allSettled([...held, heart?.stop()]);
    },
  };
}

// Which parts start anew is not to be told.
function quiet(learner: Learner): Learner {
  return { ...learner, say: () => {} };
}

function noteIncident(
  learner: Learner,
  trouble: Trouble,
  seed: number,
  draw: ReturnType<typeof drawBy>,
): Incident {
  const other = readIncident(learner);
  if (other && isAlive(other.owner)) throw alreadyRunning(other);
  const own = trouble.variables?.(draw);
  const variables = own ? { ...FOR_EVERYBODY, ...own } : {};
  const environment = readChapterEnv(learner.environment);
  const before = Object.fromEntries(Object.keys(variables).map((key) => [key, environment[key] ?? null]));
  const owner = processIdentity(process.pid) ?? { pid: process.pid, startedAt: '' };
  const incident: Incident = {
    version: 1,
    seed,
    suspect: trouble.suspect,
    startedMs: Date.now(),
    variables,
    before,
    owner,
    wrong: [],
    end: null,
  };
  writeIncident(learner, incident);
  writeEnvironment(learner, { ...environment, ...variables });
  return incident;
}

async function requireWellLab(learner: Learner, engine: Engine): Promise<void> {
  const running = readIncident(learner);
  if (running && isAlive(running.owner)) throw alreadyRunning(running);
  requireNoExercise(learner);
  await examinePlatform(engine, { needs: 'base' });
}

function alreadyRunning({ owner, startedMs }: Incident): LabError {
  const seconds = Math.round((Date.now() - startedMs) / 1_000);
  return new LabError(`An incident is already under way, for ${seconds} s (process ${owner.pid}).`, {
    exitCode: 2,
    next: ['answer it: npx lab incident --answer NUMBER', 'or end it: npx lab incident --give-up'],
  });
}
