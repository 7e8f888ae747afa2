import { z } from 'zod';
import type { HomePaths } from '../home-paths.ts';
import { readJson } from '../read-json.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';

const outcomeSchema = z.object({
  endedAtMs: z.number(),
  kind: z.enum(['stopped', 'failed']),
  message: z.string(),
  next: z.array(z.string()),
  exitCode: z.literal([1, 2, 3, 130]),
});

/** Why a supervisor ended: what a waiting `lab up` tells its learner. */
export type Outcome = z.infer<typeof outcomeSchema>;

/** Leaves word of the supervisor's end for those who wait for it. */
export function writeOutcome(paths: HomePaths, outcome: Outcome): void {
  writeFileAtomically(paths.outcome, JSON.stringify(outcome));
}

/** The word of a supervisor that ended since then (epoch milliseconds); undefined when it was killed before it could. */
export function readOutcome(paths: HomePaths, sinceMs: number): Outcome | undefined {
  const outcome = readJson(paths.outcome, outcomeSchema);
  return outcome && outcome.endedAtMs >= sinceMs ? outcome : undefined;
}
