import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { openLearner } from '../chapters/open-learner.ts';

const LEFT_OUT = ['.git', '.lab', 'node_modules'];

/** A copy of the repository to try things in; `remove` deletes it. */
export type ScratchCopy = { folder: string; remove: () => void };

/** Copies the repository without its state; a file that a chapter has replaced by its exercise is there as it was before. */
export function makeScratchCopy(repository: string, prefix = 'lab-verify-'): ScratchCopy {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  cpSync(repository, folder, {
    recursive: true,
    filter: (path) => !LEFT_OUT.includes(relative(repository, path).split(sep)[0] ?? ''),
  });
  const { originals } = openLearner(repository);
  if (existsSync(originals)) cpSync(originals, folder, { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
