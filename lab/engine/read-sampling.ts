import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readChapterEnv } from './chapter-env.ts';
import { SAMPLINGS, type Sampling } from './engine.ts';
import { LabError } from './lab-error.ts';
import { REPOSITORY } from './local/home-paths.ts';

const FILE = join(REPOSITORY, '.env');

/**
 * What SAMPLING asks for now: in the active chapter, else in the environment, else in .env (default: off). Throws
 * LabError (usage) for anything but off, head or tail.
 */
export function readSampling(chapter = readChapterEnv()): Sampling {
  const file = existsSync(FILE) ? parseEnv(readFileSync(FILE, 'utf8')) : {};
  const text = chapter.SAMPLING || process.env.SAMPLING || file.SAMPLING || 'off';
  const sampling = SAMPLINGS.find((known) => known === text);
  if (sampling) return sampling;
  throw new LabError(`SAMPLING is "${text}": it is off, head or tail.`, {
    next: ['SAMPLING=tail npx lab up --full'],
    exitCode: 2,
  });
}
