import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LabError } from '../engine/lab-error.ts';

const OWNER_MAY_WRITE = 0o200;

/** Throws LabError when the file at `path`, or its folder, is read-only: an exercise there could not be worked on. */
export function requireWritable(repository: string, path: string): void {
  for (const place of [path, dirname(path)]) {
    if (mayWrite(join(repository, place))) continue;
    throw new LabError(`${place} is read-only, so the lab cannot change it. Nothing was changed.`, {
      next: [`chmod u+w ${place}`, 'then type the command again'],
    });
  }
}

function mayWrite(place: string): boolean {
  if (!existsSync(place)) return true;
  // Root may write everywhere; a file that is marked as read-only is meant so even then.
  if ((statSync(place).mode & OWNER_MAY_WRITE) === 0) return false;
  try {
    accessSync(place, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
