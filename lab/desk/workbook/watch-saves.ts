import { join, relative, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

/** Editors save in several steps: one notice for all of them. */
const QUIET_MS = 200;
/** What tells how far the learner is; the rest of the folder is the commands' own. */
const RECORDS = /^(\d{2}|(\d{2}\/)?(progress|active|verdict|evidence)\.json)$/;

/** Tells what the learner saves and what `lab` records of them, whoever does it: this desk, a terminal, an editor. */
export type SaveWatch = { follow: (seams: string[]) => void; close: () => Promise<void> };

/**
 * `onRecorded` after a change in `.lab/learner`; `onSaved` after one of the followed files was saved, with their paths in
 * the repository at `root`.
 */
export function watchSaves(
  root: string,
  { onRecorded, onSaved }: { onRecorded: () => void; onSaved: (seams: string[]) => void },
): SaveWatch {
  const records = watchRecords(join(root, '.lab', 'learner'), root);
  const files = watch([], { ignoreInitial: true });
  let followed: string[] = [];
  const saved = new Set<string>();
  const tellRecorded = afterQuiet(onRecorded);
  const tellSaved = afterQuiet(() => {
    onSaved([...saved]);
    saved.clear();
  });
  records.on('all', tellRecorded.soon);
  files.on('all', (_event, path) => {
    saved.add(relative(root, path).split(sep).join('/'));
    tellSaved.soon();
  });
  return {
    follow(seams) {
      if (seams.join() === followed.join()) return;
      files.unwatch(followed.map((seam) => join(root, seam)));
      files.add(seams.map((seam) => join(root, seam)));
      followed = seams;
    },
    async close() {
      tellRecorded.never();
      tellSaved.never();
      await Promise.all([records.close(), files.close()]);
    },
  };
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
