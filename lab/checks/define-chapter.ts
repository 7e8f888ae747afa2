import type { Chapter } from './chapter.ts';

/** Defines a chapter; its check.ts exports it as `chapter`. */
export function defineChapter(chapter: Chapter): Chapter {
  return chapter;
}
