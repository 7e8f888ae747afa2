import type { Chapter } from './chapter.ts';

/** Defines a chapter: the one thing that its check.ts exports, by default. */
export function defineChapter(chapter: Chapter): Chapter {
  return chapter;
}
