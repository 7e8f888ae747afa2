import pc from 'picocolors';
import type { Judged } from '../chapters/answer-question.ts';
import type { ListedQuestion } from '../chapters/list-questions.ts';
import type { DrivenCheckout } from '../checks/evidence.ts';
import { nameCheckout } from '../desk/workbook/name-checkout.ts';

type Listed = { number: string; questions: ListedQuestion[]; checkouts: readonly DrivenCheckout[] };

/** The questions of a chapter with the learner's answers, and the checkouts that they are about. `desk`: its address, where the lab runs. */
export function describeQuestions(
  { number, questions, checkouts }: Listed,
  desk: string | undefined,
): string {
  const open = questions.find(({ right }) => right !== true);
  return [
    ...questions.flatMap(describe),
    '',
    ...aboutOf(number, checkouts, desk),
    open
      ? `Next: npx lab answer ${number} ${open.question} YOUR-ANSWER`
      : `All answers are right. Next: npx lab check ${number}`,
  ].join('\n');
}

function aboutOf(number: string, checkouts: readonly DrivenCheckout[], desk: string | undefined): string[] {
  if (checkouts.length === 0)
    // A running lab has made them: a chapter without any asks about something else.
    return desk ? [] : ['They are about traces that the lab makes for you when it runs: npx lab up', ''];
  return [
    'They are about these traces of yours:',
    ...checkouts.map((one) => `  npx lab trace ${one.caller.traceId}   (${nameCheckout(one)})`),
    ...(desk ? [`  ${pc.cyan(`${desk}/chapters/${number}`)}`] : []),
    '',
  ];
}

/** What is said of an answer. */
export function describeJudged(number: string, { question, right, remark, open }: Judged): string {
  const head = right ? pc.green('Right.') : pc.red('Not yet.');
  const [next = question] = right ? open : [question];
  const ended = right && open.length === 0;
  return [
    `${head} ${remark}`,
    '',
    ended
      ? `All answers are right. Next: npx lab check ${number}`
      : `Next: npx lab answer ${number} ${next} YOUR-ANSWER`,
  ].join('\n');
}

function describe({ question, ask, choices, given, right }: ListedQuestion): string[] {
  const mark = right === null ? ' ' : right ? pc.green('✓') : pc.red('✗');
  return [
    `${mark} ${question}. ${ask}`,
    ...(choices.length > 0 ? [`     one of: ${choices.join(', ')}`] : []),
    ...(given === null ? [] : [`     your answer: ${given}`]),
  ];
}
