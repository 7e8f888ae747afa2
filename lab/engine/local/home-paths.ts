import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where one lab instance keeps everything it writes. */
export type HomePaths = ReturnType<typeof homePaths>;

/** The folder of the repository that this file is part of. */
export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');

// Of the clone, not of one lab: every lab of it has the same learner.
const OWN_STATE = realPath(join(REPOSITORY, '.lab'));

/** Where everything that a learner wrote is kept. No command of the lab removes it. */
export const LEARNER = join(OWN_STATE, 'learner');

/** The variables of the active chapter, as KEY=value lines. */
export const CHAPTER_ENV = join(OWN_STATE, 'chapter.env');

/** The paths below `home` (default: the environment's LAB_HOME, else `.lab` in the repository). */
export function homePaths(home = process.env.LAB_HOME || join(REPOSITORY, '.lab')) {
  const root = realPath(resolve(home));
  const run = join(root, 'run');
  return {
    root,
    /** Short, stable and different for every home: for node names and folders outside of it. */
    id: createHash('sha256').update(root).digest('hex').slice(0, 10),
    marker: join(root, '.bookstore-tracing-lab'),
    run,
    claim: join(run, 'claim.json'),
    supervisor: join(run, 'supervisor.json'),
    processes: join(run, 'processes.json'),
    outcome: join(run, 'outcome.json'),
    ports: join(root, 'ports.json'),
    secrets: join(root, 'secrets.json'),
    logs: join(root, 'logs'),
    compileCache: join(root, 'compile-cache'),
    postgres: join(root, 'postgres'),
    rabbitmq: join(root, 'rabbitmq'),
    /** What a backend stores, such as Tempo its traces. */
    data: (name: string) => join(root, name),
    log: (name: string) => join(root, 'logs', `${name}.log`),
  };
}

// Two names of one folder (a symbolic link) must not become two instances. The folder itself may not exist yet.
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
  }
}
