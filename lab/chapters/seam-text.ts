import { readFileSync } from 'node:fs';

/** What is in a file; undefined when there is none. */
export function readBytes(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Whether two texts say the same, whatever their line endings are. */
export function sameText(a: Buffer | undefined, b: Buffer | undefined): boolean {
  return a !== undefined && b !== undefined && plainText(a) === plainText(b);
}

/** The text with the line endings of `like`: a file that was written on Windows stays as it is. */
export function withLineEndingsOf(text: Buffer, like: Buffer | undefined): Buffer {
  return like?.includes('\r\n') ? Buffer.from(plainText(text).replaceAll('\n', '\r\n')) : text;
}

/** The text of a file with plain line endings; empty when there is no file. */
export function plainText(bytes: Buffer | undefined): string {
  return bytes?.toString('utf8').replaceAll('\r\n', '\n') ?? '';
}
