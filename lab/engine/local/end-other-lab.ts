import type { Sampling, Stores } from '../engine.ts';
import { readSampling } from '../read-sampling.ts';
import { chooseStores } from './choose-full-stack.ts';
import type { HomePaths } from './home-paths.ts';
import { stopSupervisor } from './stop-supervisor.ts';
import { findSupervisor } from './supervisor-client.ts';

/**
 * Stops a lab that runs without the full stack, or with another SAMPLING or STORES than is asked for, and says so: they
 * stand in the environment of every service, so another wish is another start of everything.
 */
export async function endOtherLab(paths: HomePaths, say: (line: string) => void): Promise<void> {
  const lab = await findSupervisor(paths)?.describe();
  const wanted = describeStack(readSampling(), chooseStores());
  if (!lab || (lab.sampling && lab.stores && describeStack(lab.sampling, lab.stores) === wanted)) return;
  const runs =
    lab.sampling && lab.stores ? `with ${describeStack(lab.sampling, lab.stores)}` : 'without the full stack';
  say(`The lab runs ${runs}: it is stopped, and started with ${wanted}. Its data stays.`);
  await stopSupervisor(paths, () => {});
}

function describeStack(sampling: Sampling, stores: Stores): string {
  return `SAMPLING=${sampling} and STORES=${stores}`;
}
