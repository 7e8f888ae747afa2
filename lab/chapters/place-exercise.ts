import { join } from 'node:path';
import { LabError } from '../engine/lab-error.ts';
import type { ChapterFolder } from './list-folders.ts';
import type { Learner } from './open-learner.ts';
import { type SeamChange, type Wish, writeDraft } from './seam-change.ts';
import { readBytes, sameText, withLineEndingsOf } from './seam-text.ts';
import { listVersions, nameVersion } from './versions.ts';

type Part = { wishes: Wish[]; moves: SeamChange['moves'] };

/**
 * The part of a change that puts a chapter's exercise in the place of the learner's files, which become its originals. A
 * file that is missing, or is the exercise itself, is no original: then the one that was saved last is. Throws LabError
 * when there is none.
 */
export function placeExercise(learner: Learner, chapter: ChapterFolder): Part {
  const parts = chapter.seams.map((path) => placeOne(learner, chapter, path));
  return { wishes: parts.flatMap(({ wishes }) => wishes), moves: parts.flatMap(({ moves }) => moves) };
}

function placeOne(learner: Learner, { folder, number }: ChapterFolder, path: string): Part {
  const exercise = readBytes(join(folder, 'exercise', path)) ?? Buffer.alloc(0);
  const now = readBytes(join(learner.repository, path));
  const unsolved = sameText(now, exercise) || now?.includes(`TODO(${number})`);
  if (now && !unsolved) {
    const content = withLineEndingsOf(exercise, now);
    return { wishes: [{ path, content, keepAs: `originals/${path}` }], moves: [] };
  }
  const why = now ? 'is the exercise, not the original' : 'is missing';
  const saved = listVersions(learner, [path]).find(({ original }) => original);
  const original = saved && readBytes(join(learner.repository, saved.place));
  if (!original) throw noOriginal(path, why);
  learner.say(`${path} ${why}: the original of ${saved.savedAt} (${saved.id}) is taken.`);
  const content = withLineEndingsOf(exercise, original);
  return {
    wishes: [{ path, content, keepAs: nameVersion(path, 'start') }],
    moves: [{ from: writeDraft(learner, path, original), to: `originals/${path}` }],
  };
}

function noOriginal(path: string, why: string): LabError {
  return new LabError(`${path} ${why}, and no original was saved here. Nothing was changed.`, {
    next: [`git restore ${path}`, `or, without git: take ${path} from the archive that you unpacked`],
  });
}
