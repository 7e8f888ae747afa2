import { execFileSync } from 'node:child_process';
import { type ComposeProject, projectFilter } from '../../lab/engine/compose/compose-project.ts';

/** The ids of all containers, volumes, networks and images that Docker has of a project. */
export function leftOvers(project: ComposeProject): string[] {
  const filter = projectFilter(project);
  const lists = [
    ['ps', '--all', '--quiet', ...filter],
    ['volume', 'ls', '--quiet', ...filter],
    ['network', 'ls', '--quiet', ...filter],
    ['image', 'ls', '--quiet', '--filter', `reference=${project.name}/*`],
  ];
  return lists.flatMap((list) =>
    execFileSync('docker', list, { encoding: 'utf8' }).split('\n').filter(Boolean),
  );
}
