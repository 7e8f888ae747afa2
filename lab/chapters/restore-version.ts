import { join } from 'node:path';
import { LabError } from '../engine/lab-error.ts';
import { changeLearner } from './change-learner.ts';
import type { LoadedChapter } from './discover-chapters.ts';
import type { Learner } from './open-learner.ts';
import { changeActive, requireActive } from './reset-chapter.ts';
import { readBytes } from './seam-text.ts';
import { listVersions, nameVersion, type Version } from './versions.ts';

/**
 * Puts a version of a file back, by the beginning of its id; the file that is there is kept. Throws LabError when there is
 * no such version, or more than one, or the chapter is not active.
 */
export function restoreVersion(learner: Learner, found: LoadedChapter, id: string): Promise<Version> {
  return changeLearner(learner, () => {
    requireActive(learner, found);
    const version = findVersion(listVersions(learner, found.seams), found.number, id);
    const content = readBytes(join(learner.repository, version.place)) ?? Buffer.alloc(0);
    const wish = { path: version.path, content, keepAs: nameVersion(version.path, 'reset') };
    changeActive(learner, found, [wish], `reset ${found.number} --to ${version.id}`);
    return version;
  });
}

function findVersion(versions: Version[], number: string, id: string): Version {
  const [version, another] = versions.filter((candidate) => candidate.id.startsWith(id.toLowerCase()));
  if (version && !another) return version;
  throw new LabError(`There is ${another ? 'more than one' : 'no'} version "${id}" in chapter ${number}.`, {
    next: [`npx lab reset ${number} --list`],
    exitCode: 2,
  });
}
