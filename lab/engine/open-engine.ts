import { composeEngine } from './compose/compose-engine.ts';
import { composeProject } from './compose/compose-project.ts';
import { runningProject } from './compose/running-project.ts';
import type { Engine } from './engine.ts';
import { kindEngine } from './kind/kind-engine.ts';
import { rememberedCluster } from './kind/remembered-cluster.ts';
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
  if (name === 'kind') return kindEngine();
  throw new LabError(`There is no engine "${name}".`, {
    next: ['npx lab up --engine compose', 'npx lab up --engine local', 'npx lab up --engine kind'],
    exitCode: 2,
  });
}

/** The engine that runs this lab instance, or ran it last; undefined when none is known. */
export function runningEngine(): Engine | undefined {
  const paths = homePaths();
  if (findSupervisor(paths)) return localEngine();
  const cluster = rememberedCluster(paths);
  if (cluster) return kindEngine(cluster);
  const project = runningProject(paths);
  return project && composeEngine(project);
}
