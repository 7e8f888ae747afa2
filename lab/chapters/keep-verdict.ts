import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Verdict } from '../checks/verdict.ts';
import { writeFileAtomically } from '../engine/local/write-file-atomically.ts';
import type { Learner } from './open-learner.ts';

/** Keeps the last verdict on a chapter, with its time (epoch milliseconds): the page shows it wherever it was asked for. */
export function keepVerdict(learner: Learner, number: string, verdict: Verdict): void {
  const file = learner.verdict(number);
  mkdirSync(dirname(file), { recursive: true });
  writeFileAtomically(file, JSON.stringify({ atMs: Date.now(), verdict }));
}
