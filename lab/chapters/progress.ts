import { mkdirSync } from 'node:fs';
import { z } from 'zod';
import { writeFileAtomically } from '../engine/local/write-file-atomically.ts';
import type { Learner } from './open-learner.ts';
import { readLearnerFile } from './read-learner-file.ts';

const chapterProgress = z.object({
  /** ISO 8601; null until then. */
  startedAt: z.string().nullable(),
  doneAt: z.string().nullable(),
  /** From the start to the first right verdict, in seconds. */
  seconds: z.number().nullable(),
  checks: z.number().int().nonnegative(),
  hintsSeen: z.number().int().nonnegative(),
  /** By the question's number, from 1. */
  answers: z.record(z.string(), z.object({ given: z.string(), right: z.boolean() })),
});

const progressFile = z.object({ version: z.literal(1), chapters: z.record(z.string(), chapterProgress) });

export type ChapterProgress = z.infer<typeof chapterProgress>;

const NOTHING: ChapterProgress = {
  startedAt: null,
  doneAt: null,
  seconds: null,
  checks: 0,
  hintsSeen: 0,
  answers: {},
};

/** How far the learner is in a chapter, or how it is before the start; by the chapter's number. */
export function readProgress(learner: Learner): (number: string) => ChapterProgress {
  const chapters = readLearnerFile(learner, learner.progress, progressFile)?.chapters ?? {};
  return (number) => chapters[number] ?? NOTHING;
}

/** Changes what is recorded of one chapter. The caller has the claim (changeLearner). */
export function recordProgress(
  learner: Learner,
  number: string,
  change: (before: ChapterProgress) => Partial<ChapterProgress>,
): ChapterProgress {
  const chapters = readLearnerFile(learner, learner.progress, progressFile)?.chapters ?? {};
  const before = chapters[number] ?? NOTHING;
  const after = { ...before, ...change(before) };
  const file = { version: 1, chapters: { ...chapters, [number]: after } };
  mkdirSync(learner.root, { recursive: true });
  writeFileAtomically(learner.progress, `${JSON.stringify(file, null, 2)}\n`);
  return after;
}
