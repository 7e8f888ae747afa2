import { createInterface } from 'node:readline/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Learner, openLearner } from '../chapters/open-learner.ts';
import type { Engine } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { answerIncident, giveUpIncident } from '../incident/answer-incident.ts';
import { awaitUndone } from '../incident/await-undone.ts';
import type { Begun } from '../incident/begin-incident.ts';
import type { IncidentEnd } from '../incident/incident-files.ts';
import { readIncident, readRecords } from '../incident/incident-state.ts';
import { runIncident } from '../incident/run-incident.ts';
import { SUSPECTS } from '../incident/suspects.ts';
import { troubleOf } from '../incident/troubles.ts';
import {
  describeComplaint,
  describeEnd,
  describeMean,
  describeWrong,
} from '../terminal/describe-incident.ts';
import { interruptible } from '../terminal/interruptible.ts';

type Flags = { seed: number; answer?: string; giveUp?: boolean; json?: boolean };

const WRONG = 1;
const SEEDS = 10_000;

/** `lab incident`: breaks one thing and times who finds it. Exit codes: 0 found, 1 wrong or given up. */
export function incidentCommand(engine: () => Engine): Command {
  return new Command('incident')
    .description('break one thing at random, and time how long you take to find out which')
    .addOption(
      new Option('--seed <number>', 'the same number breaks the same thing')
        .argParser(seedNumber)
        .default(1 + Math.floor(Math.random() * SEEDS), 'random'),
    )
    .option('--answer <who>', 'name the culprit of the incident that is under way: a number, or words')
    .option('--give-up', 'end the incident that is under way, and be told')
    .option('--json', 'print everything as JSON, a line each, and ask nothing')
    .addHelpText('after', '\nExample:\n  $ npx lab incident\n  $ npx lab incident --answer 4')
    .action(async (flags: Flags) => {
      const learner = openLearner();
      if (flags.answer !== undefined) await answer(learner, engine(), flags.answer, flags);
      else if (flags.giveUp) await giveUp(learner, engine(), flags);
      else await run(learner, engine(), flags);
    });
}

async function run(learner: Learner, engine: Engine, { seed, json }: Flags): Promise<void> {
  const interrupt = interruptible('Interrupted: undoing it (Ctrl-C again leaves that to the next command).');
  const addresses = await engine.addresses();
  const say = (line: string) => (json ? undefined : console.error(line));
  say('Breaking something…');
  const meanwhile = ({ trouble, incident }: Begun, over: AbortSignal) => {
    const { complaint } = trouble;
    if (json)
      console.log(JSON.stringify({ seed, complaint, suspects: SUSPECTS, startedMs: incident.startedMs }));
    else console.log(describeComplaint(seed, trouble, addresses));
    if (!json && process.stdin.isTTY) void askWhileItLasts(learner, engine, over);
  };
  try {
    const over = await runIncident(learner, engine, { seed, signal: interrupt.signal, meanwhile });
    if (over === 'lab-stopped')
      throw new LabError('The lab was stopped: the incident is over.', { next: ['npx lab up'] });
    if (over === 'too-long')
      throw new LabError('Half an hour is over, and so is the incident.', { exitCode: 1 });
    process.exitCode = over.outcome === 'solved' ? 0 : WRONG;
    say('Undone: the shop is well again.');
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    say('Undone: the shop is well again.');
    process.exitCode = 130;
  } finally {
    interrupt.release();
  }
}

/** At a terminal: asks until somebody is named who did it, here or elsewhere. */
async function askWhileItLasts(learner: Learner, engine: Engine, signal: AbortSignal): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  signal.addEventListener('abort', () => lines.close(), { once: true });
  // The terminal is in the hands of readline: it must hand Ctrl-C on.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  while (!signal.aborted) {
    const said = await lines.question('> ', { signal }).catch(() => '');
    if (said.trim() === '' || signal.aborted) continue;
    try {
      const answered = await answerIncident(learner, engine, said);
      tellAnswer(learner, answered, {});
      if (answered.right) return lines.close();
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      console.log([error.message, ...error.next].join('\n  '));
    }
  }
}

async function answer(
  learner: Learner,
  engine: Engine,
  text: string,
  flags: Pick<Flags, 'json'>,
): Promise<void> {
  const answered = await answerIncident(learner, engine, text);
  tellAnswer(learner, answered, flags);
  if (!answered.right) process.exitCode = WRONG;
  else await awaitUndone(learner, engine);
}

function tellAnswer(
  learner: Learner,
  answered: Awaited<ReturnType<typeof answerIncident>>,
  { json }: Pick<Flags, 'json'>,
): void {
  if (json) console.log(JSON.stringify(answered));
  else if (answered.right) tellEnd(learner, answered.suspect, answered.end, answered.wrong);
  else console.log(describeWrong(answered.named, answered.seconds));
}

async function giveUp(learner: Learner, engine: Engine, { json }: Flags): Promise<void> {
  const wrong = readIncident(learner)?.wrong.length ?? 0;
  const { suspect, end } = await giveUpIncident(learner, engine);
  if (json) console.log(JSON.stringify({ suspect, end }));
  else tellEnd(learner, suspect, end, wrong);
  process.exitCode = WRONG;
  await awaitUndone(learner, engine);
}

function tellEnd(learner: Learner, suspect: keyof typeof SUSPECTS, end: IncidentEnd, wrong: number): void {
  const mean = describeMean(readRecords(learner));
  console.log(['', describeEnd(troubleOf(suspect), end, wrong), '', ...mean].join('\n'));
}

function seedNumber(text: string): number {
  const seed = Number(text);
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31) return seed;
  throw new InvalidArgumentError('A whole number, please.');
}
