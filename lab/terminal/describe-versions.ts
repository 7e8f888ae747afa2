import pc from 'picocolors';
import type { Version } from '../chapters/versions.ts';
import { alignColumns } from './align-columns.ts';

const FOUND_BY: Record<string, string> = {
  original: 'the original',
  'saved-meanwhile': 'saved while a command was at work',
};

/** The versions of a chapter's files that were kept, as a table. */
export function describeVersions(number: string, versions: Version[]): string {
  if (versions.length === 0) return `No version of a file of chapter ${number} was kept yet.`;
  const header = ['version', 'found at', 'by', 'lines', 'file'].map(pc.dim);
  const rows = versions.map(({ id, savedAt, reason, original, lines, path, now }) => [
    id,
    new Date(savedAt).toLocaleString('sv'),
    original ? 'the original' : (FOUND_BY[reason] ?? `lab ${reason}`),
    String(lines),
    now ? `${path} ${pc.green('(as it is now)')}` : path,
  ]);
  return [
    alignColumns([header, ...rows]),
    '',
    `To go back to one: npx lab reset ${number} --to VERSION`,
    'They are plain files below .lab/learner/versions.',
  ].join('\n');
}
