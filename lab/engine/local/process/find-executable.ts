import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Finds an executable file by name in the given folders, then on PATH; undefined when there is none. */
export function findExecutable(name: string, folders: string[] = []): string | undefined {
  const searched = [...folders, ...(process.env.PATH ?? '').split(delimiter)];
  return searched
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
