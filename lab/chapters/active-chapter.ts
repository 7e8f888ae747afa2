import { rmSync } from 'node:fs';
import { z } from 'zod';
import { writeFileAtomically } from '../engine/local/write-file-atomically.ts';
import { filesBelow, listFolders } from './list-folders.ts';
import type { Learner } from './open-learner.ts';
import { readLearnerFile } from './read-learner-file.ts';

export const activeSchema = z.object({ number: z.string(), startedAt: z.string() });

/** The chapter that is worked on, and since when (ISO 8601). */
export type Active = z.infer<typeof activeSchema>;

const activeFile = activeSchema.extend({ version: z.literal(1) });

/**
 * The active chapter; undefined when none is. A saved original tells it for certain: its chapter's exercise is in its
 * place, whatever became of the file that says so.
 */
export function readActive(learner: Learner): Active | undefined {
  const written = readLearnerFile(learner, learner.active, activeFile);
  const [original] = filesBelow(learner.originals);
  const owner = original && listFolders(learner.repository).find(({ seams }) => seams.includes(original));
  if (!owner || owner.number === written?.number) return written && pick(written);
  return { number: owner.number, startedAt: new Date().toISOString() };
}

/** Notes which chapter is worked on, or that none is. */
export function writeActive(learner: Learner, active: Active | null): void {
  if (active) writeFileAtomically(learner.active, `${JSON.stringify({ version: 1, ...active }, null, 2)}\n`);
  else rmSync(learner.active, { force: true });
}

function pick({ number, startedAt }: Active): Active {
  return { number, startedAt };
}
