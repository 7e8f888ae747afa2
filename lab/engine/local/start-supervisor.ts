import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LabError } from '../lab-error.ts';
import { type HomePaths, REPOSITORY } from './home-paths.ts';
import { openHome } from './open-home.ts';
import { waitUntil } from './process/wait-until.ts';
import { claimHolder } from './supervisor/claim-home.ts';
import { readOutcome } from './supervisor/outcome.ts';
import { findSupervisor, type SupervisorClient } from './supervisor-client.ts';
import { tailFile } from './tail-file.ts';

const SUPERVISOR = fileURLToPath(new URL('./supervisor/supervisor.ts', import.meta.url));
// It first ends what a killed one has left, which may take until every grace period is over.
const LISTENS_WITHIN_MS = 45_000;

/**
 * Starts a supervisor that outlives this process and its terminal, and returns how to reach it. When two are started
 * at once one of them wins, and both callers reach that one. Throws LabError.
 */
export async function startSupervisor(paths: HomePaths, full: boolean): Promise<SupervisorClient> {
  const calledAtMs = Date.now();
  openHome(paths);
  const log = openSync(paths.log('supervisor'), 'a');
  const child = spawn(process.execPath, [SUPERVISOR, ...(full ? ['--full'] : [])], {
    cwd: REPOSITORY,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, LAB_HOME: paths.root },
  });
  closeSync(log);
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  child.unref();
  const gaveUp = () => ended && claimHolder(paths) === undefined;
  await waitUntil(() => findSupervisor(paths) !== undefined || gaveUp(), LISTENS_WITHIN_MS);
  return findSupervisor(paths) ?? explainFailure(paths, calledAtMs);
}

function explainFailure(paths: HomePaths, sinceMs: number): never {
  const outcome = readOutcome(paths, sinceMs);
  if (outcome) throw new LabError(outcome.message, { next: outcome.next, exitCode: outcome.exitCode });
  const lines = tailFile(paths.log('supervisor'), 5).map((line) => `  ${line}`);
  throw new LabError(['The lab could not be started. Its supervisor says:', ...lines].join('\n'), {
    next: ['npx lab doctor', 'npx lab up'],
  });
}
