import { statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

/** Editors save in several steps: one notice for all of them. */
const QUIET_MS = 200;
/** What tells how far the learner is; the rest of the folder is the commands' own. */
const RECORDS = /^(\d{2}|(\d{2}\/)?(progress|active|verdict|evidence|watcher)\.json)$/;

/** Tells what the learner saves and what `lab` records of them, whoever does it: this desk, a terminal, an editor. */
export type SaveWatch = { follow: (seams: string[]) => void; close: () => Promise<void> };

/**
 * `onRecorded` after a change in the `.lab/learner` of the repository at `root`; `onSaved` after one of the followed files
 * (paths in the repository) was saved, removed or replaced.
 */
export function watchSaves(
  root: string,
  { onRecorded, onSaved }: { onRecorded: () => void; onSaved: () => void },
): SaveWatch {
  const records = watchRecords(join(root, '.lab', 'learner'), root);
  const files = watch([]);
  let followed: string[] = [];
  /** What was saved before the watch had begun shows by its time. */
  const savedAt = new Map<string, number | undefined>();
  const tellRecorded = afterQuiet(onRecorded);
  const tellSaved = afterQuiet(onSaved);
  records.on('all', tellRecorded.soon).on('ready', tellRecorded.soon);
  files.on('all', (_event, path) => {
    const now = timeOf(path);
    if (savedAt.get(path) === now) return;
    savedAt.set(path, now);
    tellSaved.soon();
  });
  return {
    follow(seams) {
      if (seams.join() === followed.join()) return;
      files.unwatch(followed.map((seam) => join(root, seam)));
      followed = seams;
      const paths = seams.map((seam) => join(root, seam));
      for (const path of paths) savedAt.set(path, timeOf(path));
      files.add(paths);
    },
    async close() {
      tellRecorded.never();
      tellSaved.never();
      await Promise.all([records.close(), files.close()]);
    },
  };
}

function timeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

// From the root on: neither the folder nor the one it is in need to exist yet.
function watchRecords(folder: string, root: string): FSWatcher {
  const ignored = (path: string) => {
    const isOnTheWay = path === folder || folder.startsWith(path + sep);
    return !isOnTheWay && !RECORDS.test(relative(folder, path).split(sep).join('/'));
  };
  return watch([root], { ignoreInitial: true, depth: 3, ignored });
}

function afterQuiet(tell: () => void): { soon: () => void; never: () => void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    soon() {
      clearTimeout(timer);
      timer = setTimeout(tell, QUIET_MS);
    },
    never: () => clearTimeout(timer),
  };
}
