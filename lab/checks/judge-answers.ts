import type { Question } from './chapter.ts';
import type { Evidence } from './evidence.ts';
import type { Finding } from './finding.ts';

/** The learner's answers in the order of the questions (undefined: not answered yet), and the evidence that they are about; `number`: the chapter's. */
export type AnswerSheet = { number: string; given: readonly (string | undefined)[]; evidence: Evidence };

/** Whether this is a right answer: the computed one, whatever its case, or one that the question accepts besides. */
export function isRight(question: Question, given: string, evidence: Evidence): boolean {
  const plain = (text: string) => text.trim().toLowerCase();
  return (
    plain(given) === plain(question.answer(evidence)) || (question.accepts?.(given.trim(), evidence) ?? false)
  );
}

/** What stands against each answer, in the order of the questions; undefined where it is right. */
export function judgeAnswers(
  questions: readonly Question[],
  sheet: AnswerSheet | undefined,
): (Finding | undefined)[] {
  return questions.map((question, index) => {
    const given = sheet?.given[index];
    // The traces that it is about stand with the questions.
    const finding = { expected: question.ask, traceIds: [] };
    const command = `npx lab answer ${sheet?.number ?? 'NN'} ${index + 1} ${question.choices ? `(${question.choices.join(' | ')})` : '...'}`;
    if (sheet === undefined || given === undefined)
      return {
        ...finding,
        diagnosis: 'unanswered',
        found: `Question ${index + 1} is not answered yet.`,
        look: command,
      };
    if (isRight(question, given, sheet.evidence)) return undefined;
    return {
      ...finding,
      diagnosis: 'answered-wrong',
      found: `Your answer to question ${index + 1}, “${given}”, is not right.`,
      look: question.nudge,
    };
  });
}
