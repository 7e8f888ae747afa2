import pc from 'picocolors';

/** Colours a unified diff: what goes in red, what comes in green. Plain where colours are off. */
export function paintDiff(diff: string): string {
  return diff
    .trimEnd()
    .split('\n')
    .map((line) => paintOf(line)(line))
    .join('\n');
}

function paintOf(line: string): (text: string) => string {
  if (line.startsWith('---') || line.startsWith('+++')) return pc.bold;
  if (line.startsWith('@@')) return pc.cyan;
  if (line.startsWith('-')) return pc.red;
  return line.startsWith('+') ? pc.green : String;
}
