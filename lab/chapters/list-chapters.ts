import type { EngineName } from '../engine/engine.ts';
import { readActive } from './active-chapter.ts';
import { discoverChapters, type FoundChapter, isLoaded } from './discover-chapters.ts';
import type { Learner } from './open-learner.ts';
import { type ChapterProgress, readProgress } from './progress.ts';

/** A chapter and how far the learner is in it; `hints` are those that were seen. */
export type ListedChapter = ChapterProgress & {
  number: string;
  slug: string;
  state: 'open' | 'active' | 'done';
  seams: string[];
  title?: string;
  minutes?: number;
  needs?: 'base' | 'full';
  /** The engines that can show it, where not all can. */
  engines?: readonly EngineName[];
  hints: readonly string[];
  hintCount: number;
  questions: { ask: string; choices?: readonly string[] }[];
  /** Why the folder cannot be used. */
  problem?: string;
};

export type Listing = {
  active: string | null;
  chapters: ListedChapter[];
  /** What to type next. */
  next: string;
};

/** All chapters with the learner's progress. Changes nothing. */
export async function listChapters(learner: Learner): Promise<Listing> {
  const active = readActive(learner)?.number ?? null;
  const progress = readProgress(learner);
  const found = await discoverChapters(learner.repository);
  const chapters = found.map((chapter) => describe(chapter, progress(chapter.number), active));
  return { active, chapters, next: nextOf(chapters) };
}

function describe(found: FoundChapter, progress: ChapterProgress, active: string | null): ListedChapter {
  const { number, slug, seams } = found;
  const state = number === active ? 'active' : progress.doneAt === null ? 'open' : 'done';
  const known = { ...progress, number, slug, state, seams } as const;
  if (!isLoaded(found)) return { ...known, hints: [], hintCount: 0, questions: [], problem: found.problem };
  const { title, minutes, needs, engines, hints, questions = [] } = found.chapter;
  return {
    ...known,
    title,
    minutes,
    needs,
    ...(engines ? { engines } : {}),
    hints: hints.slice(0, progress.hintsSeen),
    hintCount: hints.length,
    questions: questions.map(({ ask, choices }) => (choices ? { ask, choices } : { ask })),
  };
}

function nextOf(chapters: ListedChapter[]): string {
  const active = chapters.find(({ state }) => state === 'active');
  if (active?.doneAt === null) return 'npx lab check';
  const open = chapters.filter(({ state }) => state === 'open');
  // The one behind the chapter that is done comes first; then what was left out.
  const next = open.find(({ number }) => number > (active?.number ?? '')) ?? open[0];
  if (next?.problem !== undefined) return `look into chapters/${next.slug}`;
  return next ? `npx lab start ${next.number}` : 'npx lab incident';
}
