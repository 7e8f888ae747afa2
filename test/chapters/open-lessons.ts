import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readEvidence } from '../../lab/chapters/answer-sheet.ts';
import type { LoadedChapter } from '../../lab/chapters/discover-chapters.ts';
import { openLearner } from '../../lab/chapters/open-learner.ts';
import { ENGINE_NAMES } from '../../lab/engine/engine.ts';

/** What somebody saves and answers in a chapter. */
export type Lesson = ReturnType<typeof openLesson>;

/** The name of the attempt that is right. */
export const SOLUTION = 'solution';

/** The chapters of the repository at `folder`, none of which is active, by their numbers. */
export async function openLessons(folder: string): Promise<Map<string, Lesson>> {
  // By the code of that repository: what a right answer is may depend on what its learner did.
  const url = pathToFileURL(join(folder, 'lab/chapters/discover-chapters.ts')).href;
  const { discoverChapters, isLoaded } = (await import(url)) as Discover;
  const found = (await discoverChapters(folder)).filter(isLoaded);
  return new Map(found.map((chapter) => [chapter.number, openLesson(folder, chapter)]));
}

type Discover = typeof import('../../lab/chapters/discover-chapters.ts');

function openLesson(folder: string, { number, seams, chapter }: LoadedChapter) {
  const { questions = [] } = chapter;
  const originals = seams.map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  return {
    number,
    needs: chapter.needs,
    engines: chapter.engines ?? ENGINE_NAMES,
    questions: questions.length,
    /** Saves the files of this near-miss, or the solution. */
    save: (attempt: string): void => {
      const tried = join(folder, 'test/near-misses', number, attempt);
      for (const { path, text } of originals)
        writeFileSync(join(folder, path), attempt === SOLUTION ? text : readFileSync(join(tried, path)));
    },
    /** The right answer to a question, from 1. */
    answer: (question: number): string => {
      const evidence = readEvidence(openLearner(folder), number);
      assert.ok(evidence, 'the lab has bought what the questions are about');
      return questions[question - 1]?.answer(evidence) ?? assert.fail(`question ${question}`);
    },
  };
}
