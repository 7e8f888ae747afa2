import {
  closeSync,
  constants,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** An editor that keeps a backup of whatever it overwrites itself: what is missing afterwards, somebody else has lost. */
export type Editor = {
  /** Saves a text that nobody has saved before; `inPlace`: into the file that is there, else by a rename over it. */
  save: (path: string, inPlace: boolean) => Promise<void>;
  /** Every text that was saved, by its file. */
  saved: { path: string; text: string }[];
  /** What this editor has overwritten. */
  overwritten: () => string[];
};

/** Edits the files of the repository in `folder`; its backups are in `backups`. */
export function openEditor(folder: string, backups: string): Editor {
  mkdirSync(backups, { recursive: true });
  const saved: Editor['saved'] = [];
  const overwritten: string[] = [];
  const moved: string[] = [];
  return {
    saved,
    overwritten: () => [...overwritten, ...moved.map((file) => readFileSync(file, 'utf8'))],
    save: async (path, inPlace) => {
      const text = `edit ${saved.length} of ${path}\n`;
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      if (inPlace) overwritten.push(await saveInPlace(file, text));
      else moved.push(...saveByRename(file, join(backups, String(saved.length)), text));
      saved.push({ path, text });
    },
  };
}

// Opened and written a moment apart, as editors do: the file may have been moved in between.
async function saveInPlace(file: string, text: string): Promise<string> {
  const opened = openSync(file, constants.O_RDWR | constants.O_CREAT);
  await pause(Math.random() * 2);
  const before = readFileSync(opened, 'utf8');
  ftruncateSync(opened);
  writeSync(opened, text, 0);
  closeSync(opened);
  return before;
}

function saveByRename(file: string, backup: string, text: string): string[] {
  writeFileSync(`${backup}.new`, text);
  const had = rename(file, backup);
  renameSync(`${backup}.new`, file);
  return had ? [backup] : [];
}

function rename(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}
