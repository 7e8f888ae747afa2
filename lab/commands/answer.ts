import { Argument, Command, InvalidArgumentError } from 'commander';
import { answerQuestion } from '../chapters/answer-question.ts';
import { readEvidence } from '../chapters/answer-sheet.ts';
import { chooseChapter } from '../chapters/choose-chapter.ts';
import { listQuestions } from '../chapters/list-questions.ts';
import { openLearner } from '../chapters/open-learner.ts';
import { prepareLab } from '../chapters/prepare-lab.ts';
import type { Engine } from '../engine/engine.ts';
import { describeJudged, describeQuestions } from '../terminal/describe-questions.ts';

const WRONG = 1;

/** `lab answer NN [Q] [TEXT]`: answers a question of a chapter, or lists them. Exit code 1 for a wrong answer. */
export function answerCommand(engine: () => Engine): Command {
  return new Command('answer')
    .description('answer a question of a chapter; without an answer: show the questions')
    .argument('<chapter>', 'its number, or the beginning of its name')
    .addArgument(new Argument('[question]', 'its number, from 1').argParser(questionNumber))
    .argument('[text...]', 'your answer')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  $ npx lab answer 01\n  $ npx lab answer 01 2 payments-worker')
    .action(
      async (name: string, question: number | undefined, words: string[], { json }: { json?: boolean }) => {
        const learner = openLearner();
        const found = await chooseChapter(learner, name);
        const text = words.join(' ').trim();
        if (question !== undefined && text !== '') {
          const judged = await answerQuestion(learner, engine(), found, { question, text });
          console.log(
            json ? JSON.stringify({ number: found.number, ...judged }) : describeJudged(found.number, judged),
          );
          if (!judged.right) process.exitCode = WRONG;
          return;
        }
        const desk = await prepareLab(learner, engine(), found);
        const questions = listQuestions(learner, found, question);
        const checkouts = readEvidence(learner, found.number)?.checkouts ?? [];
        const traceIds = checkouts.map(({ caller }) => caller.traceId);
        const { number } = found;
        console.log(
          json
            ? JSON.stringify({ number, questions, traceIds })
            : describeQuestions({ number, questions, checkouts }, desk),
        );
      },
    );
}

function questionNumber(text: string): number {
  const question = Number(text);
  if (Number.isInteger(question) && question > 0) return question;
  throw new InvalidArgumentError('The number of a question, please: npx lab answer 01 2 payments-worker');
}
