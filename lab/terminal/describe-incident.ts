import pc from 'picocolors';
import type { Addresses } from '../engine/engine.ts';
import type { IncidentEnd, IncidentRecord, Step } from '../incident/incident-files.ts';
import { listSuspects } from '../incident/match-suspect.ts';
import { SUSPECTS, type SuspectId } from '../incident/suspects.ts';
import type { Trouble } from '../incident/trouble.ts';

/** What is said when an incident begins: the customer's words, where to look, and who may be to blame. */
export function describeComplaint(
  seed: number,
  { complaint }: Trouble,
  { desk, grafana }: Addresses,
): string {
  const places = [`traces ${pc.cyan(desk)}`, ...(grafana ? [`dashboards ${pc.cyan(grafana)}`] : [])];
  return [
    `Incident ${seed}. The clock is running. A customer says:`,
    '',
    `  ${pc.bold(`“${complaint}”`)}`,
    '',
    `More customers keep coming. Look around: ${places.join(', ')}, npx lab trace ID, npx lab logs NAME.`,
    'Who is to blame?',
    '',
    ...listSuspects(),
    '',
    'Answer with a number, here or in another terminal: npx lab incident --answer NUMBER',
    'Ctrl-C ends it; npx lab incident --give-up ends it and tells.',
  ].join('\n');
}

/** What is said after a wrong answer. */
export function describeWrong(named: SuspectId, seconds: number): string {
  return `${pc.red('No')}, it is not “${SUSPECTS[named]}”. ${minutes(seconds)} so far. Find one checkout that was hit, and look at what is different in it.`;
}

/** What is said when an incident was solved or given up: who it was, and the shortest way there. */
export function describeEnd(
  { suspect, lesson }: Trouble,
  { outcome, seconds, route }: IncidentEnd,
  wrong: number,
): string {
  const mistakes = wrong === 0 ? '' : `, with ${wrong} wrong answer${wrong === 1 ? '' : 's'}`;
  const head =
    outcome === 'solved'
      ? `${pc.green('Right')}: ${SUSPECTS[suspect]}. It took you ${minutes(seconds)}${mistakes}.`
      : `It was ${SUSPECTS[suspect]}. You gave up after ${minutes(seconds)}${mistakes}.`;
  const steps = route.length > 0 ? route.flatMap(describeStep) : ['  It ended before it had shown itself.'];
  return [head, '', 'The shortest route', ...steps, '', lesson].join('\n');
}

/** How long it takes on average to find the culprit; nothing before the first time. */
export function describeMean(records: readonly IncidentRecord[]): string[] {
  const solved = records.filter(({ outcome }) => outcome === 'solved');
  if (solved.length === 0) return [];
  const mean = solved.reduce((sum, { seconds }) => sum + seconds, 0) / solved.length;
  const count = solved.length === 1 ? 'one incident' : `${solved.length} incidents`;
  return [`Your mean time to diagnose: ${Math.round(mean)} s, over ${count}.`];
}

function describeStep({ kind, says, see }: Step): string[] {
  return [`  ${kind.padEnd(9)} ${says}`, ...(see === '-' ? [] : [`            ${pc.dim(see)}`])];
}

function minutes(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
