import type { EngineName } from './engine.ts';
import { LabError } from './lab-error.ts';
import type { HomePaths } from './local/home-paths.ts';
import { openHome } from './local/open-home.ts';
import { claimHome } from './local/supervisor/claim-home.ts';
import { findSupervisor } from './local/supervisor-client.ts';

/**
 * Does `work` of an engine that has no process of its own, while no other command starts or stops this lab instance, by
 * whichever engine. Throws LabError if one does.
 */
export async function claimLab<T>(
  paths: HomePaths,
  engine: Exclude<EngineName, 'local'>,
  work: () => Promise<T>,
): Promise<T> {
  openHome(paths);
  const claim = claimHome(paths);
  if (!claim && findSupervisor(paths))
    throw new LabError('The lab already runs on the local engine, as processes of this machine.', {
      next: ['npx lab down', `npx lab up --engine ${engine}`],
    });
  if (!claim)
    throw new LabError('Another command starts or stops the lab right now.', { next: ['npx lab status'] });
  try {
    return await work();
  } finally {
    claim.release();
  }
}
