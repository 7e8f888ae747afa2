import { composeEngine } from './compose/compose-engine.ts';
import { composeProject } from './compose/compose-project.ts';
import { runningProject } from './compose/running-project.ts';
import type { Engine } from './engine.ts';
import { LabError } from './lab-error.ts';
import { homePaths } from './local/home-paths.ts';
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
  if (name === 'compose') return composeEngine(runningProject(paths) ?? composeProject(paths));
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
  const project = runningProject(paths);
  return project && composeEngine(project);
}
