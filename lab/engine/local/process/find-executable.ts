import { delimiter } from 'node:path';
import { findInFolders } from './find-in-folders.ts';

/** Finds an executable file by name in the given folders, then on PATH; undefined when there is none. */
export function findExecutable(name: string, folders: string[] = []): string | undefined {
  return findInFolders(name, [...folders, ...(process.env.PATH ?? '').split(delimiter)]);
}
