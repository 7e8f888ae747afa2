import { readSampling } from '../read-sampling.ts';
import type { HomePaths } from './home-paths.ts';
import { stopSupervisor } from './stop-supervisor.ts';
import { findSupervisor } from './supervisor-client.ts';

/**
 * Stops a lab that runs without the full stack, or with another SAMPLING than is asked for, and says so: both stand in
 * the environment of every service, so another wish is another start of everything.
 */
export async function endOtherLab(paths: HomePaths, say: (line: string) => void): Promise<void> {
  const lab = await findSupervisor(paths)?.describe();
  const wanted = readSampling();
  if (!lab || lab.sampling === wanted) return;
  const runs = lab.sampling === null ? 'without the full stack' : `with SAMPLING=${lab.sampling}`;
  say(`The lab runs ${runs}: it is stopped, and started with SAMPLING=${wanted}. Its data stays.`);
  await stopSupervisor(paths, () => {});
}
