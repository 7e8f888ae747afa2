import { join } from 'node:path';
import { type HomePaths, REPOSITORY } from '../local/home-paths.ts';

/** The containers, volumes and network of one lab instance, by the name that compose knows them by. */
export type ComposeProject = { name: string; paths: HomePaths };

/** The project of a lab instance: a name of its own for each clone, unless COMPOSE_PROJECT_NAME gives one. */
export function composeProject(paths: HomePaths, name?: string): ComposeProject {
  return { name: name ?? (process.env.COMPOSE_PROJECT_NAME || `bookstore-${paths.id}`), paths };
}

/** The arguments of `docker` that name the project, before compose's own command. */
export function composeArguments({ name }: ComposeProject): string[] {
  const file = join(REPOSITORY, 'docker-compose.yml');
  return ['compose', '--project-directory', REPOSITORY, '--file', file, '--project-name', name];
}

/** The filter of `docker ps`, `volume ls` and the like for what belongs to the project. */
export function projectFilter({ name }: ComposeProject): string[] {
  return ['--filter', `label=com.docker.compose.project=${name}`];
}
