import { existsSync, rmSync } from 'node:fs';
import type { DownResult } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import type { HomePaths } from './home-paths.ts';
import { isAlive } from './process/process-identity.ts';
import { purgeHome } from './purge-home.ts';
import { stopSupervisor } from './stop-supervisor.ts';
import { claimHome } from './supervisor/claim-home.ts';
import { endOrphans, livingOrphans } from './supervisor/process-table.ts';

export type DownOptions = { purge?: boolean; onProgress?: (line: string) => void };

/** Ends every process of the instance; with `purge` removes its files too. Throws LabError when something stays. */
export async function bringDown(paths: HomePaths, options: DownOptions = {}): Promise<DownResult> {
  const stopped = await stopSupervisor(paths, options.onProgress ?? (() => {}));
  const orphansEnded = existsSync(paths.run) ? await endLeftOvers(paths) : [];
  const { removed, kept } = options.purge ? purgeHome(paths) : { removed: [], kept: [] };
  return { stopped, orphansEnded: orphansEnded.length, removed, kept };
}

/** Under the claim, so that a supervisor that starts at this very moment does not lose its children. */
async function endLeftOvers(paths: HomePaths): Promise<string[]> {
  const claim = claimHome(paths);
  if (!claim)
    throw new LabError('The lab was started again meanwhile.', { next: ['npx lab status', 'npx lab down'] });
  try {
    const orphans = livingOrphans(paths);
    const left = await endOrphans(orphans);
    if (left.length > 0) throw stays(left, orphans);
    for (const file of [paths.supervisor, paths.processes]) rmSync(file, { force: true });
    return orphans.map((orphan) => orphan.name);
  } finally {
    claim.release();
  }
}

function stays(names: string[], orphans: ReturnType<typeof livingOrphans>): LabError {
  const pids = orphans
    .filter((orphan) => names.includes(orphan.name) && isAlive(orphan))
    .map(({ pid }) => pid);
  return new LabError(
    `${names.join(', ')} could not be ended: SIGKILL has no effect on pid ${pids.join(', ')}.`,
    {
      next: [`ps -fp ${pids.join(',')}`, 'npx lab down'],
    },
  );
}
