import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Verdict } from '../checks/verdict.ts';
import { writeFileAtomically } from '../engine/local/write-file-atomically.ts';
import type { Learner } from './open-learner.ts';

/** A verdict and its time (epoch milliseconds). */
type KeptVerdict = { atMs: number; verdict: Verdict };

/** Keeps the last verdict on a chapter: the page shows it wherever it was asked for. */
export function keepVerdict(learner: Learner, number: string, verdict: Verdict): void {
  const file = learner.verdict(number);
  mkdirSync(dirname(file), { recursive: true });
  writeFileAtomically(file, JSON.stringify({ atMs: Date.now(), verdict } satisfies KeptVerdict));
}

/** Takes a verdict back that is about the learner's answers, once another answer was given. */
export function dropVerdictOnAnswers(learner: Learner, number: string): void {
  const verdict = readVerdict(learner, number)?.verdict;
  const diagnosis = verdict && 'finding' in verdict ? verdict.finding.diagnosis : undefined;
  if (diagnosis === 'unanswered' || diagnosis === 'answered-wrong')
    rmSync(learner.verdict(number), { force: true });
}

/** The last verdict on a chapter; undefined when it was not checked, or its work was put aside since. */
export function readVerdict(learner: Learner, number: string): KeptVerdict | undefined {
  try {
    return JSON.parse(readFileSync(learner.verdict(number), 'utf8'));
  } catch {
    return undefined;
  }
}
