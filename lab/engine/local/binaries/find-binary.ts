import { resolve } from 'node:path';
import { REPOSITORY } from '../home-paths.ts';
import { findExecutable } from '../process/find-executable.ts';
import { findInFolders } from '../process/find-in-folders.ts';
import { binaryCache } from './binary-cache.ts';

/** The programs that the lab runs but does not bring along. */
export type BinaryName =
  | 'otelcol-contrib'
  | 'jaeger'
  | 'victoria-logs'
  | 'tempo'
  | 'loki'
  | 'prometheus'
  | 'promtool'
  | 'k6'
  | 'grafana';

/** Not built by `lab install`: what is in the lab's cache under these names is of an earlier version of the lab. */
const BROUGHT_BY_PEOPLE: readonly BinaryName[] = ['tempo', 'loki', 'grafana'];

/**
 * Finds a program on PATH, then in the lab's cache, then in the folder LAB_BIN_DIR names (a relative one is relative to
 * the repository); undefined when it is nowhere.
 */
export function findBinary(name: BinaryName): string | undefined {
  const named = process.env.LAB_BIN_DIR;
  const cache = BROUGHT_BY_PEOPLE.includes(name) ? '' : binaryCache();
  return findExecutable(name) ?? findInFolders(name, [cache, named ? resolve(REPOSITORY, named) : '']);
}
