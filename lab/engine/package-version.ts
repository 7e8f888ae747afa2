import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './local/home-paths.ts';

/** The version of this lab: that of its package. */
export function packageVersion(): string {
  return JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')).version;
}
