import { readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import type { z } from 'zod';
import { moveFile } from './move-file.ts';
import type { Learner } from './open-learner.ts';
import { timeStamp } from './time-stamp.ts';

/**
 * Reads a JSON file of the learner's; undefined when there is none. One that cannot be understood (half written, edited by
 * hand) is put aside under another name, which the learner is told, and counts as none.
 */
export function readLearnerFile<S extends z.ZodType>(
  learner: Learner,
  path: string,
  schema: S,
): z.infer<S> | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const aside = `${path}.broken-${timeStamp()}`;
  if (!moveFile(path, aside)) return undefined; // another command was faster
  learner.say(
    `${basename(path)} cannot be understood: half written, or edited by hand. It is kept as ${relative(learner.repository, aside)}; going on without it.`,
  );
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
