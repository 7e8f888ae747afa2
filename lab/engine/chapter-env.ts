import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { CHAPTER_ENV } from './local/home-paths.ts';

/** The variables of the active chapter, as they stand now; none without one. */
export function readChapterEnv(file = CHAPTER_ENV): Record<string, string> {
  try {
    return parseEnv(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
