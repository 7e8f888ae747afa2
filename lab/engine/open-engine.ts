import { join } from 'node:path';
import { composeEngine } from './compose/compose-engine.ts';
import { composeProject } from './compose/compose-project.ts';
import { findProjectByFolder } from './compose/find-project-by-folder.ts';
import { rememberedProject } from './compose/remembered-project.ts';
import type { Engine } from './engine.ts';
import { LabError } from './lab-error.ts';
import { homePaths, REPOSITORY } from './local/home-paths.ts';
import { localEngine } from './local/local-engine.ts';
import { findSupervisor } from './local/supervisor-client.ts';

/**
 * The engine of that name, or without one the engine that runs this lab instance now (else the one that ran it last,
 * else local). Throws LabError for a name that this version does not have.
 */
export function openEngine(name?: string): Engine {
  if (name === undefined) return runningEngine() ?? localEngine();
  if (name === 'local') return localEngine();
  const paths = homePaths();
  if (name === 'compose') return composeEngine(rememberedProject(paths) ?? composeProject(paths));
  const message =
    name === 'kind' ? 'The engine "kind" is not in this version.' : `There is no engine "${name}".`;
  throw new LabError(message, {
    next: ['npx lab up --engine compose', 'npx lab up --engine local'],
    exitCode: 2,
  });
}

/** The engine that runs this lab instance, or ran it last; undefined when none is known. */
export function runningEngine(): Engine | undefined {
  const paths = homePaths();
  if (findSupervisor(paths)) return localEngine();
  // What was started by hand belongs to this folder's own instance, not to one beside it.
  const own = paths.root === join(REPOSITORY, '.lab');
  const project = rememberedProject(paths) ?? (own ? findProjectByFolder(paths) : undefined);
  return project && composeEngine(project);
}
