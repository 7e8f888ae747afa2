import type { Stores } from '../engine.ts';
import { partsWith, storesAmong } from '../parts-of-stores.ts';
import { askDocker } from './ask-docker.ts';
import type { ComposeProject } from './compose-project.ts';
import { inspectContainers } from './inspect-containers.ts';

const STOP_LIMIT_MS = 60_000;

/** Ends the stores that a lab had before another STORES was asked for, and says so: compose leaves alone what no profile names. */
export async function removeOtherStores(
  project: ComposeProject,
  stores: Stores,
  say: (line: string) => void = () => {},
): Promise<void> {
  const containers = await inspectContainers(project);
  const others = [...containers].filter(([name]) => !partsWith(stores).includes(name));
  if (others.length === 0) return;
  const ids = others.map(([, { Id }]) => Id);
  const had = storesAmong(others.map(([name]) => name));
  say(`The lab runs with STORES=${had}: ${others.map(([name]) => name).join(', ')} end, their data stays.`);
  await askDocker(['stop', ...ids], { limitMs: STOP_LIMIT_MS });
  await askDocker(['rm', ...ids]);
}
