import type { Engine } from '../engine/engine.ts';
import { awaitSavedFiles } from './await-saved-files.ts';
import type { Chapter } from './chapter.ts';
import type { CheckOptions } from './check-options.ts';
import { crashFinding } from './crash-finding.ts';
import { examinePlatform, type PlatformState } from './examine-platform.ts';
import { findUnsettled } from './find-unsettled.ts';
import { findWrongClock } from './find-wrong-clock.ts';
import type { Finding } from './finding.ts';
import { judgeExpectations } from './judge-expectations.ts';
import { type Drive, runDrive } from './run-drive.ts';
import type { Outcome, Point } from './verdict.ts';
import { restartedParts, whatHappened } from './what-happened.ts';

/** What is checked, and how the lab stood before it. */
export type Case = {
  engine: Engine;
  chapter: Chapter;
  before: PlatformState;
  options: CheckOptions & { onProgress: (line: string) => void };
};

/** Drives the chapter's checkouts and judges what they leave. Throws LabError when it was the lab that failed, not the learner. */
export async function checkTelemetry(scene: Case): Promise<Outcome> {
  const { engine, chapter, options } = scene;
  const { expect = [] } = chapter;
  options.onProgress('buying books');
  const driven = await runDrive(engine, chapter, options.onProgress).catch(async (error: unknown) => {
    const crash = await findCrash(scene, new Set());
    if (crash) return crash;
    throw error;
  });
  if ('diagnosis' in driven) return crashed(driven, chapter);
  const addresses = await engine.addresses();
  const { findings, evidence } = await judgeExpectations(
    addresses,
    driven,
    expect,
    options.onProgress,
    options.signal,
  );
  const points = expect.map(({ text, note }, index) => ({
    text,
    holds: findings[index] === undefined,
    ...(note ? { note: note(evidence) } : {}),
  }));
  const unsettled = await findUnsettled(evidence);
  const finding = findings.find((candidate) => candidate !== undefined);
  if (!unsettled && !finding)
    return { result: 'right', points, traceIds: evidence.checkouts.map(({ caller }) => caller.traceId) };

  // Before anybody is told to be wrong: was it a crash, or the lab?
  const crash = await findCrash(scene, driven.meant);
  if (crash) return crashed(crash, chapter);
  const now = await examinePlatform(engine, chapter);
  const trouble = whatHappened(scene.before, now, driven.meant) ?? findWrongClock(evidence);
  if (trouble) throw trouble;
  if (unsettled) return { ...unsettled, points: unjudged(chapter) };
  return { result: 'wrong', finding: finding as Finding, points };
}

/** What is said when a part does not run with the learner's file. */
export function crashed(finding: Finding, chapter: Chapter): Outcome {
  return { result: 'crashed', finding, points: unjudged(chapter) };
}

/** Nothing came to its end, so nothing was judged, and nothing holds. */
function unjudged({ expect = [] }: Chapter): Point[] {
  return expect.map(({ text }) => ({ text, holds: false }));
}

/** A part that does not run, or has ended by itself, with the learner's file; who was killed from outside is not to blame. */
async function findCrash(
  { engine, chapter, before, options }: Case,
  meant: Drive['meant'],
): Promise<Finding | undefined> {
  const { repository, seams, signal } = options;
  const broken = await awaitSavedFiles(engine, repository, seams, signal);
  if (broken) return broken;
  const now = await examinePlatform(engine, chapter);
  for (const part of restartedParts(before, now, meant)) {
    const seam = seams.find(({ parts }) => parts.includes(part.name));
    if (seam && part.lastExit?.startsWith('exited with')) return crashFinding(part, seam.path);
  }
  return undefined;
}
