import { PARTS_OF_STORES, type PartName, STORES } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { storesAmong } from '../parts-of-stores.ts';
import type { ComposeProject } from './compose-project.ts';
import type { Container } from './container.ts';
import { inspectContainers } from './inspect-containers.ts';

/** A part's container. Throws LabError when it has none: the lab is down, has other stores, or has lost it. */
export async function requireContainer(project: ComposeProject, part: PartName): Promise<Container> {
  return containerAmong(await inspectContainers(project), part);
}

/** A part's container among those of a lab. Throws LabError like requireContainer. */
export function containerAmong(containers: Map<PartName, Container>, part: PartName): Container {
  const container = containers.get(part);
  if (container) return container;
  if (containers.size === 0) throw new LabError('The lab is not running.', { next: ['npx lab up'] });
  const has = storesAmong(containers.keys());
  const brings = STORES.find((stores) => PARTS_OF_STORES[stores].some((name) => name === part));
  if (has && brings && brings !== has)
    throw new LabError(`This lab has no ${part}: it runs with STORES=${has}.`, {
      next: [`STORES=${brings} npx lab up`, 'npx lab status'],
    });
  throw new LabError(`This lab has no container of ${part}.`, { next: ['npx lab up'] });
}
