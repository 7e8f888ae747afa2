import { LabError } from '../engine/lab-error.ts';
import type { LoadedChapter } from './discover-chapters.ts';
import type { Learner } from './open-learner.ts';
import { readProgress } from './progress.ts';

/** A question (its number, from 1), and the learner's last answer; null without one. */
export type ListedQuestion = {
  question: number;
  ask: string;
  choices: readonly string[];
  given: string | null;
  right: boolean | null;
};

/** The questions of a chapter, or the one of this number. Throws LabError (usage) when there is none. */
export function listQuestions(
  learner: Learner,
  { number, chapter }: LoadedChapter,
  only?: number,
): ListedQuestion[] {
  const { answers } = readProgress(learner)(number);
  const questions = (chapter.questions ?? []).map(({ ask, choices = [] }, index): ListedQuestion => {
    const { given = null, right = null } = answers[String(index + 1)] ?? {};
    return { question: index + 1, ask, choices, given, right };
  });
  const wanted = questions.filter(({ question }) => only === undefined || question === only);
  if (wanted.length > 0) return wanted;
  const has =
    questions.length === 0
      ? 'no questions that the lab asks (those on its page are for you to think about)'
      : `${questions.length} questions, and no number ${only}`;
  throw new LabError(`Chapter ${number} has ${has}.`, {
    next: [questions.length === 0 ? `npx lab check ${number}` : `npx lab answer ${number}`],
    exitCode: 2,
  });
}
