import pc from 'picocolors';
import { alignColumns } from '../terminal/align-columns.ts';
import type { Tried } from './try-chapter.ts';

/** Whether the check said what it must. */
export function isAsWanted({ attempt: { wanted }, verdict }: Tried): boolean {
  if (verdict.result !== wanted.result) return false;
  return (
    wanted.diagnosis === undefined || ('finding' in verdict && verdict.finding.diagnosis === wanted.diagnosis)
  );
}

/** One line for an attempt, and what was expected instead where it is not as wanted. */
export function describeTry(tried: Tried): string {
  const { attempt, verdict } = tried;
  const said = 'finding' in verdict ? `${verdict.result}: ${verdict.finding.diagnosis}` : verdict.result;
  const good = isAsWanted(tried);
  const line = `  ${good ? pc.green('✓') : pc.red('✗')} ${attempt.kind.padEnd(9)} ${attempt.name.padEnd(28)} ${said} (${verdict.seconds.toFixed(1)} s)`;
  if (good) return line;
  const { result, diagnosis } = attempt.wanted;
  const why = 'finding' in verdict ? `${verdict.finding.expected} ${verdict.finding.found}` : '';
  const problem = verdict.result === 'not-well' ? verdict.problem : why;
  return `${line}\n      expected ${result}${diagnosis ? `: ${diagnosis}` : ''}. ${problem}`;
}

/** The table at the end: a line for each chapter, with the median time to its wrong and to its right verdict. */
export function describeChapters(chapters: ReadonlyMap<string, readonly Tried[]>): string {
  const rows = [...chapters].map(([slug, tries]) => [
    slug,
    ...KINDS.map((kind) => share(tries, kind)),
    medianSeconds(tries, 'exercise'),
    medianSeconds(tries, 'solution'),
  ]);
  return alignColumns([
    ['chapter', 'exercise', 'near-misses', 'trouble', 'solution', 'wrong after', 'right after'],
    ...rows,
  ]);
}

const KINDS = ['exercise', 'near-miss', 'trouble', 'solution'] as const;

function share(tries: readonly Tried[], kind: string): string {
  const of = tries.filter(({ attempt }) => attempt.kind === kind);
  return of.length === 0 ? '-' : `${of.filter(isAsWanted).length}/${of.length}`;
}

function medianSeconds(tries: readonly Tried[], kind: string): string {
  const of = tries.filter(({ attempt }) => attempt.kind === kind).map(({ verdict }) => verdict.seconds);
  const middle = of.sort((a, b) => a - b)[Math.floor(of.length / 2)];
  return middle === undefined ? '-' : `${middle.toFixed(1)} s`;
}
