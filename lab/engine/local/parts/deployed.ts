import { join } from 'node:path';
import { REPOSITORY } from '../home-paths.ts';

/** The path of a file or folder below deploy/. */
export function deployed(...path: string[]): string {
  return join(REPOSITORY, 'deploy', ...path);
}
