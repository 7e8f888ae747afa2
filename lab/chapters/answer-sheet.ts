import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Evidence } from '../checks/evidence.ts';
import type { AnswerSheet } from '../checks/judge-answers.ts';
import { writeFileAtomically } from '../engine/local/write-file-atomically.ts';
import type { LoadedChapter } from './discover-chapters.ts';
import type { Learner } from './open-learner.ts';
import { readProgress } from './progress.ts';

/** What the learner has answered in a chapter, by the traces that they were asked about; undefined before there are any. */
export function answerSheet(learner: Learner, { number, chapter }: LoadedChapter): AnswerSheet | undefined {
  const evidence = readEvidence(learner, number);
  if (!evidence) return undefined;
  const { answers } = readProgress(learner)(number);
  const questions = chapter.questions ?? [];
  return { number, evidence, given: questions.map((_, index) => answers[String(index + 1)]?.given) };
}

/** What the learner's own checkouts in a chapter left; undefined when none was driven, or the file is damaged. */
export function readEvidence(learner: Learner, number: string): Evidence | undefined {
  try {
    const evidence = JSON.parse(readFileSync(learner.evidence(number), 'utf8')) as Evidence;
    return Array.isArray(evidence.checkouts) ? evidence : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what the learner's own checkouts in a chapter left. */
export function writeEvidence(learner: Learner, number: string, evidence: Evidence): void {
  const file = learner.evidence(number);
  mkdirSync(dirname(file), { recursive: true });
  writeFileAtomically(file, JSON.stringify(evidence));
}
