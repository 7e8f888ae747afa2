import { diff } from 'node:util';

type Named = { name: string; text: string };
type Line = { mark: ' ' | '-' | '+'; text: string; before: number; after: number };

const CONTEXT_LINES = 3;

/** How one text becomes another, line by line, as `diff -u` shows it; empty when they say the same. */
export function unifiedDiff(from: Named, to: Named): string {
  const lines = compare(linesOf(from.text), linesOf(to.text));
  const hunks = hunksOf(lines);
  if (hunks.length === 0) return '';
  return [`--- ${from.name}`, `+++ ${to.name}`, ...hunks.flatMap(drawHunk), ''].join('\n');
}

function compare(from: string[], to: string[]): Line[] {
  let [before, after] = [0, 0];
  return diff(from, to).map(([kind, text]) => {
    if (kind !== -1) before++;
    if (kind !== 1) after++;
    return { mark: kind === 0 ? ' ' : kind === 1 ? '-' : '+', text, before, after };
  });
}

/** Changed lines with those around them; what touches is one piece. */
function hunksOf(lines: Line[]): Line[][] {
  const near = new Set<number>();
  for (const [index, { mark }] of lines.entries())
    if (mark !== ' ') for (let i = -CONTEXT_LINES; i <= CONTEXT_LINES; i++) near.add(index + i);
  const hunks: Line[][] = [];
  for (const [index, line] of lines.entries()) {
    if (!near.has(index)) continue;
    if (near.has(index - 1) && index > 0) hunks.at(-1)?.push(line);
    else hunks.push([line]);
  }
  return hunks;
}

function drawHunk(lines: Line[]): string[] {
  const removed = lines.filter(({ mark }) => mark !== '+').length;
  const added = lines.filter(({ mark }) => mark !== '-').length;
  const [first] = lines;
  const begin = (at: number, mark: '+' | '-', count: number) =>
    at + (count > 0 && first?.mark === mark ? 1 : 0);
  const from = begin(first?.before ?? 0, '+', removed);
  const to = begin(first?.after ?? 0, '-', added);
  return [`@@ -${from},${removed} +${to},${added} @@`, ...lines.map(({ mark, text }) => mark + text)];
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
