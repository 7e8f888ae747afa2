import { dirname, join } from 'node:path';
import { watch } from 'chokidar';
import type { Learner } from './open-learner.ts';

// Editors save in several steps: one call for all of them.
const QUIET_MS = 150;

/**
 * Calls `onSaved` soon after one of these files (paths in the repository) was saved, removed or replaced. Resolves, when
 * nothing will be missed any more, with how to stop.
 */
export async function watchSeams(
  learner: Learner,
  seams: readonly string[],
  onSaved: () => void,
): Promise<() => Promise<void>> {
  const files = new Set(seams.map((path) => join(learner.repository, path)));
  // Their folders: a file that is replaced is another file, and a watch on the old one would see nothing more.
  const watcher = watch(
    [...files].map((file) => dirname(file)),
    { ignoreInitial: true, depth: 0 },
  );
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', (_event, path) => {
    if (!files.has(path)) return;
    clearTimeout(timer);
    timer = setTimeout(onSaved, QUIET_MS);
  });
  if (files.size > 0) await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return async () => {
    clearTimeout(timer);
    await watcher.close();
  };
}
