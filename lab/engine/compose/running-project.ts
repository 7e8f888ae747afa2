import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type HomePaths, REPOSITORY } from '../local/home-paths.ts';
import { type ComposeProject, composeProject } from './compose-project.ts';
import { rememberedProject } from './remembered-project.ts';

const LIMIT_MS = 5_000;
// Of another LAB_HOME, and remembered there.
const NAMED_BY_LAB = /^bookstore-[0-9a-f]{10}$/;

/** The project that runs this lab instance, or ran it last: by the lab, or by hand. Undefined if there is none, or no Docker. */
export function runningProject(paths: HomePaths): ComposeProject | undefined {
  // What was started by hand belongs to this folder's own instance, not to one beside it.
  const own = paths.root === join(REPOSITORY, '.lab');
  return rememberedProject(paths) ?? (own ? startedByHand(paths) : undefined);
}

/** The project of a `docker compose up` that somebody typed in this folder. */
function startedByHand(paths: HomePaths): ComposeProject | undefined {
  const filter = ['--filter', `label=com.docker.compose.project.working_dir=${REPOSITORY}`];
  const format = ['--format', '{{.Label "com.docker.compose.project"}}'];
  const { stdout } = spawnSync('docker', ['ps', '--all', ...filter, ...format], {
    encoding: 'utf8',
    timeout: LIMIT_MS,
  });
  const name = stdout?.split('\n').find((project) => project && !NAMED_BY_LAB.test(project));
  return name ? composeProject(paths, name) : undefined;
}
