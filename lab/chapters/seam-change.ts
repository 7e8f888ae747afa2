import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { activeSchema } from './active-chapter.ts';
import type { Learner } from './open-learner.ts';
import { requireWritable } from './require-writable.ts';

const step = z.object({ path: z.string(), keepAs: z.string(), draft: z.string() });
const move = z.object({ from: z.string(), to: z.string() });

/**
 * A change of the learner's files, as the journal has it. Each step moves the file at `path` (in the repository) to `keepAs`
 * and puts `draft` in its place; then `moves` follow, the active chapter and its variables. All but `path` are paths in the
 * learner's folder. `placed`: every step is done, and the files belong to the learner again.
 */
export const seamChange = z.object({
  version: z.literal(1),
  /** What was typed, to be told when it was interrupted. */
  command: z.string(),
  stage: z.enum(['intent', 'placed']),
  steps: z.array(step),
  moves: z.array(move),
  active: activeSchema.nullable(),
  environment: z.record(z.string(), z.string()),
});

export type SeamChange = z.infer<typeof seamChange>;

/** What is to be put in the place of a file, and what becomes of the file. */
export type Wish = { path: string; content: Buffer; keepAs: string };

/**
 * Writes the drafts of a change; nothing of the learner's is touched yet. Throws LabError when one of the files could not
 * be replaced.
 */
export function prepareChange(
  learner: Learner,
  wishes: readonly Wish[],
  rest: Omit<SeamChange, 'version' | 'stage' | 'steps'>,
): SeamChange {
  for (const { path } of wishes) requireWritable(learner.repository, path);
  const steps = wishes.map(({ path, content, keepAs }) => ({
    path,
    keepAs,
    draft: writeDraft(learner, path, content),
  }));
  return { version: 1, stage: 'intent', steps, ...rest };
}

/** Writes what is to become the file at `path`, and returns where, within the learner's folder. */
export function writeDraft(learner: Learner, path: string, content: Buffer): string {
  const draft = `drafts/${randomBytes(3).toString('hex')}/${path}`;
  const [file, target] = [join(learner.root, draft), join(learner.repository, path)];
  mkdirSync(dirname(file), { recursive: true });
  // Containers read these files as another user: the file keeps the mode that it had.
  writeFileSync(file, content);
  chmodSync(file, statSync(target, { throwIfNoEntry: false })?.mode ?? 0o644);
  return draft;
}
