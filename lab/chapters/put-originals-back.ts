import { join } from 'node:path';
import { filesBelow } from './list-folders.ts';
import type { Learner } from './open-learner.ts';
import type { SeamChange, Wish } from './seam-change.ts';
import { readBytes } from './seam-text.ts';
import { nameVersion } from './versions.ts';

/** The part of a change that ends the active chapter: its originals come back, and the learner's work becomes versions. */
export function putOriginalsBack(
  learner: Learner,
  reason: 'solve' | 'switch',
): { wishes: Wish[]; moves: SeamChange['moves'] } {
  const originals = filesBelow(learner.originals).flatMap((path) => {
    const content = readBytes(join(learner.originals, path));
    return content ? [{ path, content }] : [];
  });
  return {
    wishes: originals.map((original) => ({ ...original, keepAs: nameVersion(original.path, reason) })),
    moves: originals.map(({ path }) => ({ from: `originals/${path}`, to: nameVersion(path, 'original') })),
  };
}
