import type { Learner } from '../chapters/open-learner.ts';
import type { Engine } from '../engine/engine.ts';
import { awaitEnd, type Over } from './await-end.ts';
import { type Begun, beginIncident } from './begin-incident.ts';
import { readIncident } from './incident-state.ts';
import { undoAbandonedIncident, undoIncident } from './undo-incident.ts';

/**
 * Begins an incident, waits until it is over, and undoes it, whichever way it ends. `meanwhile` gets it when it has begun,
 * with a signal that aborts when it is over. Throws what beginIncident throws, and the reason of `signal`.
 */
export async function runIncident(
  learner: Learner,
  engine: Engine,
  { seed, signal, meanwhile }: RunOptions,
): Promise<Over> {
  await undoAbandonedIncident(learner, () => engine);
  const over = new AbortController();
  let begun: Begun | undefined;
  try {
    begun = await beginIncident(learner, engine, seed);
    signal.throwIfAborted();
    meanwhile(begun, over.signal);
    return await awaitEnd(learner, engine, begun.incident, signal);
  } finally {
    over.abort();
    await begun?.stop();
    const left = readIncident(learner);
    if (left?.owner.pid === process.pid) await undoIncident(learner, engine, left);
  }
}

type RunOptions = {
  seed: number;
  signal: AbortSignal;
  meanwhile: (begun: Begun, over: AbortSignal) => void;
};
