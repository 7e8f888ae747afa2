import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Diagnosis } from '../checks/finding.ts';
import type { Verdict } from '../checks/verdict.ts';
import { writeFileAtomically } from '../engine/local/write-file-atomically.ts';
import type { Learner } from './open-learner.ts';

/** Keeps the last verdict on a chapter, with its time (epoch milliseconds): the page shows it wherever it was asked for. */
export function keepVerdict(learner: Learner, number: string, verdict: Verdict): void {
  const file = learner.verdict(number);
  mkdirSync(dirname(file), { recursive: true });
  writeFileAtomically(file, JSON.stringify({ atMs: Date.now(), verdict }));
}

/** Takes a verdict back that is about the learner's answers, once another answer was given. */
export function dropVerdictOnAnswers(learner: Learner, number: string): void {
  const file = learner.verdict(number);
  const diagnosis = readDiagnosis(file);
  if (diagnosis === 'unanswered' || diagnosis === 'answered-wrong') rmSync(file, { force: true });
}

function readDiagnosis(file: string): Diagnosis | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).verdict.finding?.diagnosis;
  } catch {
    return undefined; // There is none: the chapter was not checked yet.
  }
}
