import type { CheckOptions } from '../checks/check-options.ts';
import { howToStart } from '../checks/how-to-start.ts';
import { partsOfSeam } from '../checks/parts-of-seam.ts';
import { runCheck } from '../checks/run-check.ts';
import type { Verdict } from '../checks/verdict.ts';
import { readChapterEnv } from '../engine/chapter-env.ts';
import type { Engine } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { type Active, readActive } from './active-chapter.ts';
import { answerSheet } from './answer-sheet.ts';
import { changeLearner } from './change-learner.ts';
import { applyEnvironment, writeEnvironment } from './chapter-environment.ts';
import type { LoadedChapter } from './discover-chapters.ts';
import { keepVerdict } from './keep-verdict.ts';
import type { Learner } from './open-learner.ts';
import { type ChapterProgress, recordProgress } from './progress.ts';
import { keepCopy } from './versions.ts';
import { missingSeams } from './work-of-chapter.ts';

/** A verdict, and how far the learner is with it. `active`: the chapter is, so that the verdict counts. */
export type Checked = { verdict: Verdict; active: boolean; progress: ChapterProgress };

type Waiting = Pick<CheckOptions, 'onProgress' | 'signal'>;

/**
 * Checks a chapter with the files as they are now, of which a copy is kept, and records it: done is an active chapter
 * whose verdict is right. Its variables are set meanwhile, and stay while it is active and not right. What is set
 * afterwards is for the caller to apply. Throws LabError when a file is missing, and the reason of `signal`.
 */
export async function checkChapter(
  learner: Learner,
  engine: Engine,
  found: LoadedChapter,
  waiting: Waiting = {},
): Promise<Checked> {
  const before = readChapterEnv(learner.environment);
  const active = await changeLearner(learner, () => prepare(learner, found));
  let environment = active ? (found.chapter.env ?? {}) : before;
  try {
    const verdict = await judge(learner, engine, found, waiting);
    keepVerdict(learner, found.number, verdict);
    if (verdict.result === 'right' && active) environment = {};
    const progress = await changeLearner(learner, () => record(learner, found.number, active, verdict));
    return { verdict, active: active !== undefined, progress };
  } finally {
    writeEnvironment(learner, environment);
  }
}

async function judge(
  learner: Learner,
  engine: Engine,
  found: LoadedChapter,
  waiting: Waiting,
): Promise<Verdict> {
  const { phase } = await engine.status();
  if (phase === 'stopped') return notRunning(found);
  await applyEnvironment(learner, engine);
  return runCheck(engine, found.chapter, {
    ...waiting,
    repository: learner.repository,
    seams: found.seams.map((path) => ({ path, parts: partsOfSeam(path) })),
    answers: answerSheet(learner, found),
  });
}

function notRunning({ chapter }: LoadedChapter): Verdict {
  return { result: 'not-well', problem: 'it is not running.', next: [howToStart(chapter)], seconds: 0 };
}

function prepare(learner: Learner, found: LoadedChapter): Active | undefined {
  const [missing] = missingSeams(learner, found);
  const active = readActive(learner);
  const isActive = active?.number === found.number;
  if (missing) throw isMissing(missing, found.number, isActive);
  for (const path of found.seams) keepCopy(learner, path, 'check');
  writeEnvironment(learner, found.chapter.env ?? {});
  return isActive ? active : undefined;
}

function record(
  learner: Learner,
  number: string,
  active: Active | undefined,
  { result }: Verdict,
): ChapterProgress {
  const now = new Date();
  return recordProgress(learner, number, ({ checks, startedAt, doneAt }) => {
    const counted = { checks: checks + (result === 'not-well' ? 0 : 1) };
    if (result !== 'right' || !active || doneAt !== null) return counted;
    const seconds = Math.round((now.getTime() - Date.parse(startedAt ?? active.startedAt)) / 1_000);
    return { ...counted, doneAt: now.toISOString(), seconds };
  });
}

function isMissing(path: string, number: string, isActive: boolean): LabError {
  return new LabError(`${path} is missing.`, {
    next: [isActive ? `npx lab reset ${number}` : `npx lab start ${number}`],
    exitCode: 2,
  });
}
