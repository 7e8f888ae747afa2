import type { PartState } from '../../engine.ts';
import type { PartDefinition } from '../parts/part-definition.ts';
import { Nap } from './nap.ts';

// Starting: the learner waits for it. Afterwards a probe a second notices trouble soon and costs nothing measurable.
const STARTING_EVERY_MS = 100;
const RUNNING_EVERY_MS = 1_000;

type WatchedPart = { definition: PartDefinition; state: PartState; detail: string | null };

/**
 * Asks a running process again and again whether it is ready, and keeps the part's state by its answers.
 * `stop` returns for how many milliseconds it has been ready since its start (0: never).
 */
export function watchReadiness(part: WatchedPart, pid: number | undefined): { stop: () => number } {
  const nap = new Nap();
  let stopped = pid === undefined;
  let readySinceMs: number | undefined;
  const ask = async (): Promise<void> => {
    while (!stopped && pid !== undefined) {
      const waitsFor = await part.definition
        .probe(pid, readySinceMs !== undefined)
        .catch((error: Error) => whatIsMissing(error, readySinceMs !== undefined));
      if (stopped) return;
      if (waitsFor === null) readySinceMs ??= Date.now();
      part.detail = waitsFor;
      if (waitsFor === null) part.state = 'ready';
      else if (readySinceMs !== undefined) part.state = 'unready';
      await nap.sleep(readySinceMs === undefined ? STARTING_EVERY_MS : RUNNING_EVERY_MS);
    }
  };
  void ask();
  return {
    stop: () => {
      stopped = true;
      nap.wake();
      return readySinceMs === undefined ? 0 : Math.max(1, Date.now() - readySinceMs);
    },
  };
}

function whatIsMissing(error: NodeJS.ErrnoException, wasReady: boolean): string {
  const refused = error.code === 'ECONNREFUSED';
  if (refused) return wasReady ? 'does not listen any more' : 'starting';
  return error.name === 'TimeoutError' ? 'does not answer in time' : error.message || String(error);
}
