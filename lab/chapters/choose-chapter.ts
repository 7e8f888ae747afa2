import { LabError } from '../engine/lab-error.ts';
import { readActive } from './active-chapter.ts';
import { discoverChapters, type LoadedChapter } from './discover-chapters.ts';
import { findChapter } from './find-chapter.ts';
import type { Learner } from './open-learner.ts';

/** The chapter that somebody names, or else the active one. Throws LabError (usage) when neither is there. */
export async function chooseChapter(learner: Learner, named?: string): Promise<LoadedChapter> {
  const chapters = await discoverChapters(learner.repository);
  const text = named ?? readActive(learner)?.number;
  if (text !== undefined) return findChapter(chapters, text);
  throw new LabError('No chapter is active.', { next: ['npx lab list', 'npx lab start NN'], exitCode: 2 });
}
