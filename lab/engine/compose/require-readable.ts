import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../lab-error.ts';
import { REPOSITORY } from '../local/home-paths.ts';

const OTHERS_READ = 0o004;
const OTHERS_ENTER = 0o005;

/**
 * Throws LabError when a file that containers mount is closed to them, as after a clone under a strict umask: none of
 * them runs as this user. Elsewhere than on Linux, Docker's file sharing opens every file.
 */
export function requireReadable(folder = REPOSITORY): void {
  if (process.platform !== 'linux') return;
  const closed = globSync('{services,deploy,chapters}/**', { cwd: folder }).find((path) => {
    const stat = statSync(join(folder, path));
    const needed = stat.isDirectory() ? OTHERS_ENTER : OTHERS_READ;
    return (stat.mode & needed) !== needed;
  });
  if (!closed) return;
  throw new LabError(`The containers may not read ${closed}: it is closed to other users.`, {
    next: ['chmod -R o+rX services deploy chapters', 'npx lab up'],
  });
}
