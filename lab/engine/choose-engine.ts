import { composeEngine } from './compose/compose-engine.ts';
import type { Engine } from './engine.ts';
import { EngineUnavailable } from './engine-unavailable.ts';
import { LabError } from './lab-error.ts';
import { localEngine } from './local/local-engine.ts';
import { findExecutable } from './local/process/find-executable.ts';
import { openEngine, runningEngine } from './open-engine.ts';

/**
 * The engine that `lab up` uses: the named one (LAB_ENGINE names one too); else the one that runs already; else compose
 * where Docker can run it, and the local one where it cannot, after one line that says why. Throws LabError for an
 * unknown name.
 */
export function chooseEngine(name = process.env.LAB_ENGINE || undefined): Engine {
  const running = runningEngine();
  if (name !== undefined) {
    const wanted = openEngine(name);
    // A lab of processes tells by itself that it runs.
    const other = running && running.name !== 'local' && running.name !== wanted.name;
    return other ? unlessRunning(running, wanted) : wanted;
  }
  if (running?.name === 'kind') return running;
  if (running?.name === 'local' || !findExecutable('docker')) return localEngine();
  return orLocal(running ?? composeEngine());
}

function orLocal(compose: Engine): Engine {
  return {
    ...compose,
    up: (options) =>
      compose.up(options).catch((error: unknown) => {
        if (!(error instanceof EngineUnavailable)) throw error;
        options?.onNotice?.(`${error.message} The lab runs without it, on the local engine.`);
        return localEngine().up(options);
      }),
  };
}

/** An engine, for a lab that another one ran last: both at once would be two labs with one name. */
function unlessRunning(other: Engine, wanted: Engine): Engine {
  return {
    ...wanted,
    up: async (options) => {
      // A Docker or a cluster that does not answer runs nothing.
      const phase = await other.status().then(
        (status) => status.phase,
        () => 'stopped',
      );
      if (phase !== 'stopped')
        throw new LabError(
          `The lab already runs ${other.name === 'kind' ? 'in a cluster' : 'as containers'}.`,
          {
            next: ['npx lab down', `npx lab up --engine ${wanted.name}`],
          },
        );
      return wanted.up(options);
    },
  };
}
