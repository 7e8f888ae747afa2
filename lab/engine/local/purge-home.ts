import { existsSync, lstatSync, rmSync } from 'node:fs';
import { LabError } from '../lab-error.ts';
import type { HomePaths } from './home-paths.ts';
import { isLabHome } from './open-home.ts';
import { outsideFolder } from './postgres/postgres-place.ts';
import { rabbitmqLink } from './rabbitmq/folder-without-blanks.ts';

/** Removes everything that the instance has written, and returns what that was. Throws LabError for a foreign folder. */
export function purgeHome(paths: HomePaths): string[] {
  const folders = [paths.root, outsideFolder(paths), rabbitmqLink(paths)].filter((folder) =>
    existsSync(folder),
  );
  if (existsSync(paths.root) && !isLabHome(paths)) {
    throw new LabError(`${paths.root} is not a folder of the lab's, so it is not removed.`, { exitCode: 2 });
  }
  const mine = folders.filter((folder) => lstatSync(folder).uid === process.getuid?.());
  for (const folder of mine) rmSync(folder, { recursive: true, force: true });
  return mine;
}
