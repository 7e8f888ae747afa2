import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import { watch } from 'chokidar';
import { REPOSITORY } from '../home-paths.ts';
import type { SupervisedPart } from './supervised-part.ts';

// Editors save in several steps, and "save all" touches several files: one restart for all of it.
const QUIET_MS = 150;

/** Restarts a part soon after a file of its folders was saved. Returns how to stop watching. */
export function watchSources(parts: SupervisedPart[]): () => Promise<void> {
  const folders = [...new Set(parts.flatMap((part) => part.definition.watches))].filter((folder) =>
    existsSync(join(REPOSITORY, folder)),
  );
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(
    folders.map((folder) => join(REPOSITORY, folder)),
    { ignoreInitial: true, ignored: isEditorsOwnFile },
  );
  watcher.on('all', (_event, path) => {
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      restartAffected(parts, [...changed]);
      changed.clear();
    }, QUIET_MS);
  });
  watcher.on('error', (error) => console.error(`saved files are not noticed: ${error}`));
  return async () => {
    clearTimeout(timer);
    await watcher.close();
  };
}

function restartAffected(parts: SupervisedPart[], files: string[]): void {
  const affected = parts.filter((part) =>
    part.definition.watches.some((folder) =>
      files.some((file) => file.startsWith(join(REPOSITORY, folder) + sep)),
    ),
  );
  // A part that somebody holds stopped stays so.
  for (const part of affected.filter((candidate) => candidate.wanted)) void part.restart();
}

function isEditorsOwnFile(path: string): boolean {
  return /(~|\.sw[a-z]|\.tmp|\.draft)$|(^|\/)(\.#|4913$|#[^/]*#$)/.test(path);
}
