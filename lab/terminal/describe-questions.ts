import pc from 'picocolors';
import type { Judged } from '../chapters/answer-question.ts';
import type { ListedQuestion } from '../chapters/list-questions.ts';

type Listed = { number: string; questions: ListedQuestion[]; traceIds: string[] };

/** The questions of a chapter with the learner's answers, and the traces that they are about. `desk`: its address, where the lab runs. */
export function describeQuestions({ number, questions, traceIds }: Listed, desk: string | undefined): string {
  const open = questions.find(({ right }) => right !== true);
  return [
    ...questions.flatMap(describe),
    '',
    ...aboutOf(traceIds, desk),
    open
      ? `Next: npx lab answer ${number} ${open.question} YOUR-ANSWER`
      : `All are right. Next: npx lab check ${number}`,
  ].join('\n');
}

function aboutOf(traceIds: string[], desk: string | undefined): string[] {
  if (traceIds.length === 0)
    // A running lab has made them: a chapter without any asks about something else.
    return desk ? [] : ['They are about traces that the lab makes for you when it runs: npx lab up', ''];
  return [
    'They are about these traces of yours:',
    ...traceIds.map((id) => `  npx lab trace ${id}`),
    ...(desk ? traceIds.map((id) => `  ${pc.cyan(`${desk}/traces/${id}`)}`) : []),
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
      ? `All are right. Next: npx lab check ${number}`
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
