import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';
import type { Finding } from '../checks/finding.ts';
import type { Point, Verdict } from '../checks/verdict.ts';

const HEADS = {
  wrong: 'Not yet.',
  crashed: 'Crashed: the shop does not work with your file.',
  'timed-out': 'Timed out: an order was not settled in time.',
};

const MOST_TRACES = 3;

/** What a check says, for the terminal. `desk`: its address, for the traces that show it; none when it is not known. */
export function describeVerdict(verdict: Verdict, desk: string | undefined): string {
  const seconds = pc.dim(`(${verdict.seconds.toFixed(1)} s)`);
  if (verdict.result === 'not-well')
    return [
      `${pc.yellow(`The lab is not well: ${clean(verdict.problem)}`)} ${seconds}`,
      ...nextOf(verdict.next),
    ].join('\n');
  if (verdict.result === 'right')
    return [`${pc.green('Right.')} ${seconds}`, ...pointsOf(verdict.points)].join('\n');
  const { finding } = verdict;
  return [
    `${pc.red(HEADS[verdict.result])} ${seconds}`,
    ...pointsOf(verdict.points),
    '',
    ...explain(finding),
    ...tracesOf(finding, desk),
  ].join('\n');
}

function pointsOf(points: Point[]): string[] {
  return points.flatMap(({ text, holds, note }) => [
    `  ${holds ? pc.green('✓') : pc.red('✗')} ${clean(text)}`,
    ...(note === undefined ? [] : [`    ${pc.dim(clean(note))}`]),
  ]);
}

function explain({ expected, found, look }: Finding): string[] {
  const lines = [
    ['Expected', expected],
    ['Found', found],
    ['Look', look],
  ] as const;
  return lines.map(([name, text]) => `  ${pc.bold(name.padEnd(9))}${clean(text)}`);
}

function tracesOf({ traceIds }: Finding, desk: string | undefined): string[] {
  if (traceIds.length === 0) return [];
  const shown = traceIds.slice(0, MOST_TRACES);
  return [
    '',
    ...shown.map((id) => `  npx lab trace ${id}${desk ? `   ${pc.dim(`${desk}/traces/${id}`)}` : ''}`),
  ];
}

function nextOf(next: string[]): string[] {
  return next.length === 0 ? [] : ['', 'Next:', ...next.map((step) => `  ${clean(step)}`)];
}

// What was found comes from telemetry: no control character may reach the terminal.
function clean(text: string): string {
  return stripVTControlCharacters(text).replace(/(?!\n)\p{C}/gu, '�');
}
