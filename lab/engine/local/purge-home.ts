import { existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { DownResult } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { CHAPTER_ENV, type HomePaths, LEARNER } from './home-paths.ts';
import { isLabHome } from './open-home.ts';
import { outsideFolder } from './postgres/postgres-place.ts';
import { rabbitmqLink } from './rabbitmq/folder-without-blanks.ts';

// An active chapter's variables are as much the learner's as the chapter.
const KEPT = [LEARNER, CHAPTER_ENV];

/**
 * Removes everything that the instance has written, and returns what that was, and what of the learner's was kept.
 * Throws LabError for a foreign folder.
 */
export function purgeHome(paths: HomePaths): Pick<DownResult, 'removed' | 'kept'> {
  const folders = [paths.root, outsideFolder(paths), rabbitmqLink(paths)].filter((folder) =>
    existsSync(folder),
  );
  if (existsSync(paths.root) && !isLabHome(paths)) {
    throw new LabError(`${paths.root} is not a folder of the lab's, so it is not removed.`, { exitCode: 2 });
  }
  const mine = folders.filter((folder) => lstatSync(folder).uid === process.getuid?.());
  for (const folder of mine) removeAround(folder);
  const kept = [LEARNER].filter((folder) => existsSync(folder) && isWithin(paths.root, folder));
  return { removed: mine, kept };
}

function removeAround(path: string): void {
  if (KEPT.includes(path)) return;
  if (KEPT.some((kept) => isWithin(path, kept) && existsSync(kept)))
    for (const name of readdirSync(path)) removeAround(join(path, name));
  else rmSync(path, { recursive: true, force: true });
}

function isWithin(folder: string, path: string): boolean {
  return path.startsWith(folder + sep);
}
