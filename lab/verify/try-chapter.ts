import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyEnvironment, writeEnvironment } from '../chapters/chapter-environment.ts';
import type { LoadedChapter } from '../chapters/discover-chapters.ts';
import { openLearner } from '../chapters/open-learner.ts';
import type { Chapter } from '../checks/chapter.ts';
import { driveAndGather } from '../checks/drive-and-gather.ts';
import type { Evidence } from '../checks/evidence.ts';
import { partsOfSeam } from '../checks/parts-of-seam.ts';
import { runCheck } from '../checks/run-check.ts';
import type { Verdict } from '../checks/verdict.ts';
import type { Engine } from '../engine/engine.ts';
import { type Attempt, listAttempts } from './list-attempts.ts';

/** An attempt and what the check said of it. */
export type Tried = { attempt: Attempt; verdict: Verdict };

const STOPPED = 'payments-worker';

/**
 * Tries every attempt of a chapter (see listAttempts) in the repository at `repository`, whose files it overwrites: for a
 * scratch copy only. Throws LabError when the lab does not get well again.
 */
export async function* tryChapter(
  engine: Engine,
  repository: string,
  loaded: LoadedChapter,
  rounds?: number,
): AsyncGenerator<Tried> {
  const { chapter, seams } = loaded;
  const originals = new Map(seams.map((seam) => [seam, readFileSync(join(repository, seam), 'utf8')]));
  const learner = openLearner(repository, () => {});
  writeEnvironment(learner, chapter.env ?? {});
  await applyEnvironment(learner, engine);
  const evidence = chapter.questions && (await driveAndGather(engine, chapter));
  let rehearsed = false;
  for (const attempt of listAttempts(repository, loaded, rounds)) {
    for (const [seam, original] of originals) {
      const text = attempt.files.get(seam) ?? original;
      if (text !== readFileSync(join(repository, seam), 'utf8')) writeFileSync(join(repository, seam), text);
    }
    if (attempt.answers !== 'none' && !rehearsed) {
      await chapter.rehearse?.(engine);
      rehearsed = true;
    }
    if (attempt.stopped) await engine.stop(STOPPED);
    const answers = evidence && {
      number: loaded.number,
      given: answersOf(attempt, chapter, evidence),
      evidence,
    };
    const verdict = await runCheck(engine, chapter, {
      repository,
      seams: seams.map((path) => ({ path, parts: partsOfSeam(path) })),
      answers,
    });
    if (attempt.stopped) await engine.apply([STOPPED]);
    yield { attempt, verdict };
  }
  writeEnvironment(learner, {});
  await applyEnvironment(learner, engine);
}

function answersOf(
  { answers }: Attempt,
  { questions = [] }: Chapter,
  evidence: Evidence,
): (string | undefined)[] {
  if (answers === 'none') return [];
  return questions.map((question, index) => {
    const given = answers === 'right' ? null : answers[index];
    return given === null ? question.answer(evidence) : given;
  });
}
