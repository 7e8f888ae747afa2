import { constants, copyFileSync, linkSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

// File systems without hard links, or another one: the copy is refused too where the name is taken.
const NO_LINKS = ['EPERM', 'EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** Gives a file a second name, with its whole content at once; false when that name is taken by now. Never overwrites. */
export function placeFile(draft: string, to: string): boolean {
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(draft, to);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!NO_LINKS.includes(code)) throw error;
    return copyTo(draft, to);
  }
}

function copyTo(draft: string, to: string): boolean {
  try {
    copyFileSync(draft, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
