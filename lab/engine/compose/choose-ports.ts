import type { PartName } from '../engine.ts';
import { PortBook } from '../local/ports/port-book.ts';
import { portVariable } from '../local/ports/port-plan.ts';
import type { ComposeProject } from './compose-project.ts';
import type { Container } from './container.ts';
import { CONTAINER_PORTS, hostPort } from './container-ports.ts';

/**
 * The environment that tells compose which ports of this machine to publish on: where a container runs, those it has;
 * else the remembered or preferred ones, moved when somebody else has them. Throws LabError when a fixed one is taken.
 */
export async function choosePorts(
  { paths }: ComposeProject,
  containers: Map<PartName, Container>,
  onNotice: (line: string) => void,
): Promise<NodeJS.ProcessEnv> {
  const ours = CONTAINER_PORTS.map(({ name, part, target }) => {
    const asked = process.env[portVariable(name)];
    const port = part === null ? undefined : hostPort(containers.get(part), target);
    return { name, port: asked && asked !== String(port) ? undefined : port };
  });
  const open = ours.flatMap(({ name, port }) => (port === undefined ? [name] : []));
  const book = new PortBook(paths.ports, onNotice);
  await book.chooseAll(open);
  for (const name of open) await book.release(name);
  return Object.fromEntries(
    ours.map(({ name, port }) => [portVariable(name), String(port ?? book.get(name))]),
  );
}
