import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';

/** Finds an executable file by name in the given folders, the first one wins; undefined when there is none. */
export function findInFolders(name: string, folders: string[]): string | undefined {
  return folders
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutableFile);
}

function isExecutableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
