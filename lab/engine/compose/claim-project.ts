import { LabError } from '../lab-error.ts';
import { openHome } from '../local/open-home.ts';
import { claimHome } from '../local/supervisor/claim-home.ts';
import { findSupervisor } from '../local/supervisor-client.ts';
import type { ComposeProject } from './compose-project.ts';

/** Does `work` while no other command starts or stops this lab instance, by either engine. Throws LabError if one does. */
export async function claimProject<T>({ paths }: ComposeProject, work: () => Promise<T>): Promise<T> {
  openHome(paths);
  const claim = claimHome(paths);
  if (!claim && findSupervisor(paths))
    throw new LabError('The lab already runs without Docker, on the local engine.', {
      next: ['npx lab down', 'npx lab up --engine compose'],
    });
  if (!claim)
    throw new LabError('Another command starts or stops the lab right now.', { next: ['npx lab status'] });
  try {
    return await work();
  } finally {
    claim.release();
  }
}
