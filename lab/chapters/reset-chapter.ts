import { join } from 'node:path';
import { LabError } from '../engine/lab-error.ts';
import { readActive } from './active-chapter.ts';
import { applyChange } from './apply-change.ts';
import { changeLearner } from './change-learner.ts';
import type { LoadedChapter } from './discover-chapters.ts';
import { NeedsConsent } from './needs-consent.ts';
import type { Learner } from './open-learner.ts';
import { recordProgress } from './progress.ts';
import { prepareChange, type Wish } from './seam-change.ts';
import { readBytes, withLineEndingsOf } from './seam-text.ts';
import { listVersions, nameVersion, type Version } from './versions.ts';
import { workOfChapter } from './work-of-chapter.ts';

/**
 * Starts the exercise of the active chapter again; its answers are forgotten, and the learner's files are kept. Throws
 * NeedsConsent when they were changed, and LabError when the chapter is not active.
 */
export function resetChapter(learner: Learner, found: LoadedChapter, consent: boolean): Promise<void> {
  return changeLearner(learner, () => {
    requireActive(learner, found);
    const work = workOfChapter(learner, found);
    if (work.length > 0 && !consent) throw unsaved(found.number, work);
    const wishes = found.seams.map((path) => {
      const exercise = readBytes(join(found.folder, 'exercise', path)) ?? Buffer.alloc(0);
      const content = withLineEndingsOf(exercise, readBytes(join(learner.originals, path)));
      return { path, content, keepAs: nameVersion(path, 'reset') };
    });
    change(learner, found, wishes, `reset ${found.number}`);
    recordProgress(learner, found.number, () => ({ answers: {} }));
  });
}

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
    change(learner, found, [wish], `reset ${found.number} --to ${version.id}`);
    return version;
  });
}

function change(learner: Learner, { chapter }: LoadedChapter, wishes: Wish[], command: string): void {
  const active = readActive(learner) ?? null;
  const rest = { command, moves: [], active, environment: chapter.env ?? {} };
  applyChange(learner, prepareChange(learner, wishes, rest));
}

function findVersion(versions: Version[], number: string, id: string): Version {
  const [version, another] = versions.filter((candidate) => candidate.id.startsWith(id.toLowerCase()));
  if (version && !another) return version;
  throw new LabError(`There is ${another ? 'more than one' : 'no'} version "${id}" in chapter ${number}.`, {
    next: [`npx lab reset ${number} --list`],
    exitCode: 2,
  });
}

function unsaved(number: string, work: string[]): NeedsConsent {
  return new NeedsConsent(
    `You have changed ${work.join(' and ')} since you started chapter ${number}. It will be kept (npx lab reset ${number} --list).`,
    'Start the exercise again?',
    `reset ${number}`,
  );
}

function requireActive(learner: Learner, { number }: LoadedChapter): void {
  if (readActive(learner)?.number === number) return;
  throw new LabError(`Chapter ${number} is not active. Nothing was changed.`, {
    next: [`npx lab start ${number}`, 'npx lab list'],
    exitCode: 2,
  });
}
