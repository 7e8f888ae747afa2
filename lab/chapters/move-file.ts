import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Moves a file to a free name, with everything that an editor which has it open still writes; false when there is no such
 * file. Folders are made as needed. Works across file systems too.
 */
export function moveFile(from: string, to: string): boolean {
  mkdirSync(dirname(to), { recursive: true });
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EXDEV') return moveAcross(from, to);
    if (code === 'ENOENT') return false;
    throw error;
  }
}

/** What a move between two file systems has left beside `file` when it was interrupted. */
export function leftBeside(file: string): string[] {
  const folder = dirname(file);
  if (!existsSync(folder)) return [];
  const begin = asidePrefix(file);
  return readdirSync(folder).flatMap((name) => (name.startsWith(begin) ? [join(folder, name)] : []));
}

// First out of the way, by a rename: a file that is saved in between is another file, and stays.
function moveAcross(from: string, to: string): boolean {
  if (dirname(from) === dirname(to)) throw new Error(`${from} cannot be renamed`);
  const aside = basename(from).endsWith(ASIDE)
    ? from
    : join(dirname(from), `${asidePrefix(from)}${randomBytes(3).toString('hex')}${ASIDE}`);
  if (aside !== from) renameSync(from, aside);
  const draft = `${to}.draft`;
  copyFileSync(aside, draft);
  renameSync(draft, to);
  rmSync(aside);
  return true;
}

const ASIDE = '.tmp';

function asidePrefix(file: string): string {
  return `.${basename(file)}.lab-`;
}
