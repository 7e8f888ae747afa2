import { z } from 'zod';
import { PART_NAMES, type PartName } from '../engine.ts';
import { askDocker } from './ask-docker.ts';
import { type ComposeProject, projectFilter } from './compose-project.ts';
import { type Container, containerSchema } from './container.ts';
import { runDocker } from './run-docker.ts';

/** The project's containers, running or not, by the part that they are. Throws LabError when Docker does not answer. */
export async function inspectContainers(project: ComposeProject): Promise<Map<PartName, Container>> {
  const listed = await askDocker(['ps', '--all', '--quiet', '--no-trunc', ...projectFilter(project)]);
  const ids = listed.split('\n').filter(Boolean);
  if (ids.length === 0) return new Map();
  // Between the two questions a container may go: the others are printed all the same.
  const { stdout } = await runDocker(['inspect', '--type', 'container', ...ids]);
  return parseContainers(stdout);
}

/** Reads the answer of `docker inspect`; containers that are no part of the lab are left out. */
export function parseContainers(json: string): Map<PartName, Container> {
  const containers = z.array(containerSchema).parse(JSON.parse(json));
  return new Map(
    containers.flatMap((container) => {
      const name = PART_NAMES.find((part) => part === container.Config.Labels['com.docker.compose.service']);
      return name ? [[name, container] as const] : [];
    }),
  );
}
