import type { Question } from '../checks/chapter.ts';
import { isRight } from '../checks/judge-answers.ts';
import type { Engine } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { changeLearner } from './change-learner.ts';
import type { LoadedChapter } from './discover-chapters.ts';
import { gatherOwnEvidence } from './gather-own-evidence.ts';
import { dropVerdictOnAnswers } from './keep-verdict.ts';
import { listQuestions } from './list-questions.ts';
import type { Learner } from './open-learner.ts';
import { recordProgress } from './progress.ts';

/** `remark`: why the right answer is right, or where to look after a wrong one. `open`: questions without a right answer yet. */
export type Judged = { question: number; given: string; right: boolean; remark: string; open: number[] };

/**
 * Judges an answer to a chapter's question (its number, from 1) by the learner's own traces, and records it. Throws
 * LabError when there is no such question or choice, or the lab is not well.
 */
export async function answerQuestion(
  learner: Learner,
  engine: Engine,
  found: LoadedChapter,
  { question: at, text }: { question: number; text: string },
): Promise<Judged> {
  listQuestions(learner, found, at);
  const questions = found.chapter.questions ?? [];
  const question = questions[at - 1] as Question;
  requireChoice(question, text);
  const evidence = await gatherOwnEvidence(learner, engine, found);
  const right = isRight(question, text, evidence);
  const { answers } = await changeLearner(learner, () => {
    dropVerdictOnAnswers(learner, found.number);
    return recordProgress(learner, found.number, (before) => ({
      // What was right stays right: to try something else is no step back.
      answers:
        before.answers[String(at)]?.right && !right
          ? before.answers
          : { ...before.answers, [String(at)]: { given: text, right } },
    }));
  });
  const open = questions.flatMap((_, index) => (answers[String(index + 1)]?.right ? [] : [index + 1]));
  const kept = answers[String(at)]?.given ?? text;
  const stays = kept === text ? '' : ` Your earlier answer, “${kept}”, was right, and stays.`;
  return {
    question: at,
    given: text,
    right,
    remark: right ? question.because(evidence) : `${question.nudge}${stays}`,
    open,
  };
}

function requireChoice({ choices }: Question, text: string): void {
  const plain = text.trim().toLowerCase();
  if (!choices || choices.some((choice) => choice.toLowerCase() === plain)) return;
  throw new LabError(`"${text}" is none of the choices: ${choices.join(', ')}.`, { exitCode: 2 });
}
