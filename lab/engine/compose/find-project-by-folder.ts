import { spawnSync } from 'node:child_process';
import { type HomePaths, REPOSITORY } from '../local/home-paths.ts';
import { type ComposeProject, composeProject } from './compose-project.ts';

const LIMIT_MS = 5_000;
// Of another LAB_HOME: remembered there.
const NAMED_BY_LAB = /^bookstore-[0-9a-f]{10}$/;

/** The project that somebody started here with `docker compose up`, by hand; undefined if there is none, or no Docker. */
export function findProjectByFolder(paths: HomePaths): ComposeProject | undefined {
  const filter = ['--filter', `label=com.docker.compose.project.working_dir=${REPOSITORY}`];
  const format = ['--format', '{{.Label "com.docker.compose.project"}}'];
  const { stdout } = spawnSync('docker', ['ps', '--all', ...filter, ...format], {
    encoding: 'utf8',
    timeout: LIMIT_MS,
  });
  const name = stdout?.split('\n').find((project) => project && !NAMED_BY_LAB.test(project));
  return name ? composeProject(paths, name) : undefined;
}
