import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { LoadedChapter } from '../chapters/discover-chapters.ts';
import { filesBelow } from '../chapters/list-folders.ts';
import { DIAGNOSES, type Diagnosis } from '../checks/finding.ts';
import type { Verdict } from '../checks/verdict.ts';

/** What a verdict must be. */
type Wanted = { result: Verdict['result']; diagnosis?: Diagnosis };

/** One way to hand in a chapter, and what its check must say of it. */
export type Attempt = {
  kind: 'exercise' | 'near-miss' | 'trouble' | 'solution';
  name: string;
  wanted: Wanted;
  /** The learner's files, by their paths in the repository; the others are the repository's own. */
  files: Map<string, string>;
  /** The answers to the questions: none, those that are right, or these, with the right one where one is null. */
  answers: 'none' | 'right' | readonly (string | null)[];
  /** Whether a service is stopped meanwhile. */
  stopped?: boolean;
};

const nearMissSchema = z.object({
  why: z.string(),
  result: z.enum(['wrong', 'crashed', 'timed-out']),
  diagnosis: z.enum(DIAGNOSES),
  answers: z.array(z.string().nullable()).optional(),
});

/** What no program can read, in each of the languages that exercises are written in. */
const BROKEN = { ts: '\nconst = broken;\n', yaml: '\nbroken: [\n' };

/**
 * All the ways in which a chapter is tried, the right one last; with `rounds`, the exercise and the right one only, in turn
 * and so many times. Throws an Error that names a near-miss which cannot be read.
 */
export function listAttempts(repository: string, loaded: LoadedChapter, rounds?: number): Attempt[] {
  const { number, folder, seams, chapter } = loaded;
  const handedOut = { files: readFiles(join(folder, 'exercise')), answers: 'none' } as const;
  const exercise: Attempt = {
    kind: 'exercise',
    name: 'as handed out',
    wanted: { result: 'wrong', diagnosis: chapter.untouched },
    ...handedOut,
  };
  const solution: Attempt = {
    kind: 'solution',
    name: 'the repository’s own',
    wanted: { result: 'right' },
    files: new Map(),
    answers: 'right',
  };
  if (rounds) return Array.from({ length: rounds }, () => [exercise, solution]).flat();
  const stopped: Attempt = {
    kind: 'trouble',
    name: 'a service stopped',
    wanted: { result: 'not-well' },
    ...handedOut,
    stopped: true,
  };
  const missed = nearMisses(join(repository, 'test', 'near-misses', number));
  return [exercise, ...missed, ...brokenFile(repository, seams), stopped, solution];
}

function nearMisses(folder: string): Attempt[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name): Attempt => {
    const { data, error } = nearMissSchema.safeParse(
      JSON.parse(readFileSync(join(folder, name, 'near-miss.json'), 'utf8')),
    );
    if (!data) throw new Error(`${join(folder, name, 'near-miss.json')}: ${z.prettifyError(error)}`);
    const { result, diagnosis, answers = 'right' } = data;
    const files = readFiles(join(folder, name));
    files.delete('near-miss.json');
    return { kind: 'near-miss', name, wanted: { result, diagnosis }, files, answers };
  });
}

function brokenFile(repository: string, seams: readonly string[]): Attempt[] {
  for (const seam of seams) {
    const language = seam.split('.').at(-1);
    if (language !== 'ts' && language !== 'yaml') continue;
    const files = new Map([[seam, readFileSync(join(repository, seam), 'utf8') + BROKEN[language]]]);
    return [
      { kind: 'trouble', name: 'a broken file', wanted: { result: 'crashed' }, files, answers: 'right' },
    ];
  }
  return [];
}

function readFiles(folder: string): Map<string, string> {
  return new Map(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
