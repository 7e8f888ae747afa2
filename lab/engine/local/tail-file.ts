import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const READ_BYTES = 256 * 1024;

/** The last lines of a text file (of its last 256 kB); none when it does not exist. */
export function tailFile(file: string, lines: number): string[] {
  const text = readEnd(file);
  const all = text.split('\n');
  if (all.at(-1) === '') all.pop();
  return lines === 0 ? [] : all.slice(-lines);
}

function readEnd(file: string): string {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return '';
  }
  try {
    const { size } = fstatSync(descriptor);
    const from = Math.max(0, size - READ_BYTES);
    const buffer = Buffer.alloc(size - from);
    const text = buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, buffer.length, from));
    // The cut may have gone through a line.
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    closeSync(descriptor);
  }
}
