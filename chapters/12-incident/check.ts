import { numberIn } from '../../lab/checks/answers/number-in.ts';
import { defineChapter } from '../../lab/checks/define-chapter.ts';
import { incidentSolved } from '../../lab/checks/expect/incident-solved.ts';
import { incidentsSolved, PARTS_TO_BLAME, partToBlame } from '../../lab/checks/incidents-solved.ts';
import { solveIncident } from '../../lab/checks/stage/solve-incident.ts';

const LOST_AN_HOUR_USD = 8_333;
const REHEARSED_SEED = 8;
const NONE = 'solve an incident first: npx lab incident';

const secondsOf = (): number[] => incidentsSolved().map(({ seconds }) => seconds);
const meanSeconds = (): number => secondsOf().reduce((sum, seconds) => sum + seconds, 0) / secondsOf().length;
const costUsd = (): number => (Math.max(...secondsOf()) / 3_600) * LOST_AN_HOUR_USD;
const lastPart = (): string => {
  const last = incidentsSolved().at(-1);
  return last ? partToBlame(last) : NONE;
};

/** Rounded by whoever reads a watch or works by hand. */
const isNearly = (given: string, right: number): boolean => {
  const number = numberIn(given);
  return number !== undefined && Math.abs(number - right) <= Math.max(1, right * 0.02);
};

export const chapter = defineChapter({
  title: 'Incident',
  minutes: 30,
  needs: 'base',
  untouched: 'unanswered',
  expect: [incidentSolved()],
  rehearse: (engine) => solveIncident(engine, REHEARSED_SEED),
  questions: [
    {
      ask: 'Which part was to blame in the incident that you solved last?',
      choices: PARTS_TO_BLAME,
      answer: lastPart,
      nudge: 'It stands in the first line of what npx lab incident said at the end.',
      because: () =>
        `${lastPart()}. Whoever has to decide whom to wake needs this name, and nothing else, in the first minutes.`,
    },
    {
      ask: 'What is your mean time to diagnose, in seconds, over all incidents that you solved?',
      answer: () => (secondsOf().length > 0 ? `${Math.round(meanSeconds())} s` : NONE),
      accepts: (given) => secondsOf().length > 0 && isNearly(given, meanSeconds()),
      nudge:
        'Add up the seconds of every incident that you solved, and divide by how many there were. The last line of npx lab incident says it too.',
      because: () =>
        `${Math.round(meanSeconds())} s over ${secondsOf().length}. It starts when somebody notices; before that lies the time to detect, which only alerts can shorten.`,
    },
    {
      ask: `Orders lost cost this shop $${LOST_AN_HOUR_USD.toLocaleString('en')} an hour. What did the diagnosis cost that took you longest, in dollars?`,
      answer: () => (secondsOf().length > 0 ? `$${costUsd().toFixed(2)}` : NONE),
      accepts: (given) => secondsOf().length > 0 && isNearly(given, costUsd()),
      nudge: 'Its seconds, divided by 3,600, times the loss of an hour.',
      because: () =>
        `$${costUsd().toFixed(2)} for ${Math.round(Math.max(...secondsOf()))} s. By dashboards alone such a search takes about 25 minutes: $${Math.round((25 / 60) * LOST_AN_HOUR_USD)}.`,
    },
  ],
  hints: [
    'Begin with one checkout, not with a dashboard: open the newest traces, and look for one that is what the customer describes.',
    'Put a bad trace beside a good one. What is longer, missing, doubled, red, or in another order? That span names the service.',
    'Nothing is slow and nothing fails? Then look whether traces are whole, whether children begin after their parents, and at memory: curl the metrics of the desk, or open the dashboard Node runtime.',
  ],
});
