import { composeEngine } from './compose/compose-engine.ts';
import type { Engine } from './engine.ts';
import { EngineUnavailable } from './engine-unavailable.ts';
import { localEngine } from './local/local-engine.ts';
import { findExecutable } from './local/process/find-executable.ts';
import { openEngine, runningEngine } from './open-engine.ts';

/**
 * The engine that `lab up` uses: the named one (LAB_ENGINE names one too); else the one that runs already; else compose where Docker can run it,
 * and the local one where it cannot, after one line that says why. Throws LabError for an unknown name.
 */
export function chooseEngine(name = process.env.LAB_ENGINE || undefined): Engine {
  if (name !== undefined) return openEngine(name);
  const running = runningEngine();
  if (running?.name === 'local' || !findExecutable('docker')) return localEngine();
  const compose = running ?? composeEngine();
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
