import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { compareShown } from './compare-shown.ts';
import { type Lesson, SOLUTION } from './open-lessons.ts';
import type { Reader, Said } from './open-reader.ts';
import type { Step } from './read-steps.ts';
import { typeIncident } from './type-incident.ts';
import { typeWatch } from './type-watch.ts';
import { whatDiffers } from './what-differs.ts';

/** Telemetry needs a moment on its way to whoever is asked for it. */
const ARRIVES_WITHIN_MS = 20_000;
/** What was there before the page was begun is still an answer for so long. */
const LAST_MINUTE = /date \+%s\) - 60\)/;
const LAST_MINUTE_MS = 60_000;
const LOOKS = /^(curl|npx lab (trace|logs)) /;
const WRONG = /: Not yet\.|^ +Found /m;

/**
 * Types the commands of a page in their order, and returns what ends otherwise than the page implies, or says something else
 * than it shows. A page that shows a wrong verdict shows that of the exercise, or of the `mistake` (the name of a near-miss);
 * the last check is of the solution.
 */
export async function typePage(
  reader: Reader,
  lesson: Lesson,
  steps: Step[],
  mistake?: string,
): Promise<string[]> {
  const incident = typeIncident(reader);
  const differences: string[] = [];
  for (const step of steps) {
    const { command, shown } = step;
    if (/^npx lab check( |$)/.test(command))
      differences.push(...(await check(reader, lesson, step, mistake)));
    else if (/^npx lab incident\b/.test(command)) differences.push(...(await incident(step)));
    else if (command === 'npx lab watch') differences.push(...(await typeWatch(reader, lesson, command)));
    else if (LOOKS.test(command)) differences.push(...(await look(reader, step)));
    else differences.push(...whatDiffers(command, await reader.type(withAnswer(command, lesson)), { shown }));
  }
  return differences;
}

async function check(reader: Reader, lesson: Lesson, step: Step, mistake?: string): Promise<string[]> {
  const { command, shown = '', last } = step;
  const differences: string[] = [];
  const wrong = WRONG.test(shown);
  if (wrong) {
    if (mistake) lesson.save(mistake);
    differences.push(...whatDiffers(command, await reader.type(command), { code: 1, shown }));
  }
  if (!last) return differences;
  lesson.save(SOLUTION);
  for (let question = 1; question <= lesson.questions; question += 1) {
    const typed = `npx lab answer ${lesson.number} ${question} '${lesson.answer(question)}'`;
    differences.push(...whatDiffers(typed, await reader.type(typed)));
  }
  const right = whatDiffers(command, await reader.type(command), { shown: wrong ? '' : shown });
  return [...differences, ...right];
}

/** Looks again until it is there. */
async function look(reader: Reader, { command, shown, attribute }: Step): Promise<string[]> {
  let said: Said = { code: null, output: '' };
  const isThere = async () => {
    said = await reader.type(command);
    return whatDiffers(command, said, { shown }).length === 0;
  };
  await waitUntil(isThere, ARRIVES_WITHIN_MS + (LAST_MINUTE.test(command) ? LAST_MINUTE_MS : 0), 500);
  const differences = whatDiffers(command, said, { shown });
  return attribute === undefined ? differences : [...differences, ...(await lacks(reader, said, attribute))];
}

/** That no span of the traces that were named has an attribute of this value; nothing when one has. */
async function lacks(reader: Reader, { output }: Said, value: string): Promise<string[]> {
  const values: string[] = [];
  for (const [id] of output.matchAll(/\b[0-9a-f]{32}\b/g)) {
    const { spans } = JSON.parse((await reader.type(`npx lab trace ${id} --json`)).output) as Traced;
    values.push(...spans.flatMap(({ attributes }) => Object.values(attributes).map(String)));
  }
  if (values.some((one) => compareShown(value, one) === undefined)) return [];
  return [`No attribute has the value\n${value}\nThere are\n${values.join('\n')}`];
}

type Traced = { spans: { attributes: Record<string, unknown> }[] };

function withAnswer(command: string, lesson: Lesson): string {
  const [, question] = /^npx lab answer \d\d (\d) YOUR-ANSWER$/.exec(command) ?? [];
  return question ? command.replace('YOUR-ANSWER', `'${lesson.answer(Number(question))}'`) : command;
}
