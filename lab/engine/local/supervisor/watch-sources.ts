import { existsSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { watch } from 'chokidar';
import { REPOSITORY } from '../home-paths.ts';
import type { SupervisedPart } from './supervised-part.ts';

// Editors save in several steps, and "save all" touches several files: one restart for all of it.
const QUIET_MS = 150;
// The kernel stamps files by a clock that ticks every few milliseconds.
const STAMP_ERROR_MS = 20;

type Save = { path: string; atMs: number };

/**
 * Restarts a part soon after a file of its folders was saved, unless its process has been started since. Returns how to
 * stop watching.
 */
export function watchSources(parts: SupervisedPart[]): () => Promise<void> {
  const folders = [...new Set(parts.flatMap((part) => part.definition.watches))].filter((folder) =>
    existsSync(join(REPOSITORY, folder)),
  );
  const saves = new Map<string, Save>();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(
    folders.map((folder) => join(REPOSITORY, folder)),
    { ignoreInitial: true, ignored: isEditorsOwnFile },
  );
  watcher.on('all', (_event, path) => {
    saves.set(path, { path, atMs: savedAtMs(path) });
    clearTimeout(timer);
    timer = setTimeout(() => {
      restartAffected(parts, [...saves.values()]);
      saves.clear();
    }, QUIET_MS);
  });
  watcher.on('error', (error) => console.error(`saved files are not noticed: ${error}`));
  return async () => {
    clearTimeout(timer);
    await watcher.close();
  };
}

function restartAffected(parts: SupervisedPart[], saves: Save[]): void {
  const affected = parts.filter((part) => saves.some((save) => isNewsFor(part, save)));
  // A part that somebody holds stopped stays so.
  for (const part of affected.filter((candidate) => candidate.wanted)) void part.restart();
}

function isNewsFor({ definition, startedAtMs }: SupervisedPart, { path, atMs }: Save): boolean {
  const isWatched = definition.watches.some((folder) => path.startsWith(join(REPOSITORY, folder) + sep));
  return isWatched && (startedAtMs ?? 0) < atMs + STAMP_ERROR_MS;
}

// When it changed by the kernel's word, also where a file with an old date was put in its place; a file that has gone: now.
function savedAtMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? Date.now();
}

function isEditorsOwnFile(path: string): boolean {
  return /(~|\.sw[a-z]|\.tmp|\.draft)$|(^|\/)(\.#|4913$|#[^/]*#$)/.test(path);
}
