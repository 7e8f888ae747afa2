import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import type { Seam } from './await-saved-files.ts';
import type { Chapter } from './chapter.ts';
import type { CheckOptions } from './check-options.ts';
import { examineChapter } from './examine-chapter.ts';
import type { Outcome, Verdict } from './verdict.ts';

/** Whoever saves more often than this while one check runs is asked to wait. */
const MOST_RUNS = 3;

/**
 * Checks a chapter: waits until the services run what is saved, drives the chapter's checkouts, and judges their telemetry;
 * once more when a file was saved meanwhile. The lab's own trouble ends as `not-well`; thrown is only the reason of `signal`.
 */
export async function runCheck(engine: Engine, chapter: Chapter, options: CheckOptions): Promise<Verdict> {
  const beganMs = performance.now();
  const { repository, seams, onProgress = () => {}, signal } = options;
  const verdict = (outcome: Outcome) => ({ ...outcome, seconds: (performance.now() - beganMs) / 1_000 });
  for (let run = 1; run <= MOST_RUNS; run++) {
    const saved = savedTimes(repository, seams);
    const outcome = await examineChapter(engine, chapter, { ...options, onProgress }).catch(
      (error: unknown): Outcome => {
        signal?.throwIfAborted();
        if (!(error instanceof LabError)) throw error;
        return { result: 'not-well', problem: error.message, next: error.next };
      },
    );
    if (savedTimes(repository, seams) === saved) return verdict(outcome);
    onProgress('a file was saved meanwhile: once more');
  }
  const problem = 'The file was saved again and again while the check was running.';
  return verdict({ result: 'not-well', problem, next: ['npx lab check'] });
}

function savedTimes(repository: string, seams: readonly Seam[]): string {
  return seams
    .map(({ path }) => statSync(join(repository, path), { throwIfNoEntry: false })?.mtimeMs ?? 'gone')
    .join();
}
