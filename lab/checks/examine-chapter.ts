import type { Engine } from '../engine/engine.ts';
import { awaitSavedFiles, type Seam } from './await-saved-files.ts';
import type { Chapter } from './chapter.ts';
import { crashFinding } from './crash-finding.ts';
import { examinePlatform, type PlatformState, restartedParts, whatHappened } from './examine-platform.ts';
import { findUnsettled } from './find-unsettled.ts';
import { findWrongClock } from './find-wrong-clock.ts';
import type { Finding } from './finding.ts';
import { judgeExpectations } from './judge-expectations.ts';
import { type Drive, runDrive } from './run-drive.ts';
import type { Verdict } from './verdict.ts';

/** A verdict, but for the time it took. */
export type Outcome = Verdict extends infer V ? (V extends Verdict ? Omit<V, 'seconds'> : never) : never;

export type CheckOptions = {
  /** The folder that the seams' paths are in. */
  repository: string;
  /** The learner's files of this chapter. */
  seams: readonly Seam[];
  onProgress?: (line: string) => void;
  signal?: AbortSignal;
};

type Options = Required<Pick<CheckOptions, 'repository' | 'seams' | 'onProgress'>> & {
  signal: AbortSignal | undefined;
};

/** One run of a check. Throws LabError for whatever is the lab's own trouble, and the reason of `signal`. */
export async function examineChapter(engine: Engine, chapter: Chapter, options: Options): Promise<Outcome> {
  const { repository, seams, onProgress, signal } = options;
  const { expect = [], needs } = chapter;
  const crashed = (finding: Finding): Outcome => ({
    result: 'crashed',
    finding,
    points: expect.map(({ text }) => ({ text, holds: false })),
  });
  onProgress('waiting until the services run what you saved');
  const broken = await awaitSavedFiles(engine, repository, seams, signal);
  if (broken) return crashed(broken);
  const before = await examinePlatform(engine, needs === 'full');
  const findCrash = async (meant: Drive['meant']): Promise<Finding | undefined> =>
    (await awaitSavedFiles(engine, repository, seams, signal)) ??
    crashMeanwhile(before, await examinePlatform(engine, needs === 'full'), meant, seams);

  onProgress('buying books');
  const driven = await runDrive(engine, chapter, onProgress).catch(async (error: unknown) => {
    const finding = await findCrash(new Set());
    if (finding) return finding;
    throw error;
  });
  if ('diagnosis' in driven) return crashed(driven);
  const addresses = await engine.addresses();
  const { findings, evidence } = await judgeExpectations(addresses, driven, expect, onProgress, signal);
  const points = expect.map(({ text }, index) => ({ text, holds: findings[index] === undefined }));
  const unsettled = await findUnsettled(evidence);
  const finding = findings.find((candidate) => candidate !== undefined);
  if (!unsettled && !finding)
    return { result: 'right', points, traceIds: evidence.checkouts.map(({ caller }) => caller.traceId) };

  // Before anybody is told to be wrong: was it a crash, or the lab?
  const crash = await findCrash(driven.meant);
  if (crash) return crashed(crash);
  const now = await examinePlatform(engine, needs === 'full');
  const trouble = whatHappened(before, now, driven.meant) ?? findWrongClock(evidence);
  if (trouble) throw trouble;
  if (unsettled) return { ...unsettled, points };
  return { result: 'wrong', finding: finding as Finding, points };
}

/** A part that ended by itself while it was running the learner's file; who was killed from outside is not to blame. */
function crashMeanwhile(
  before: PlatformState,
  now: PlatformState,
  meant: Drive['meant'],
  seams: Options['seams'],
): Finding | undefined {
  for (const part of restartedParts(before, now, meant)) {
    const seam = seams.find(({ parts }) => parts.includes(part.name));
    if (seam && part.lastExit?.startsWith('exited with')) return crashFinding(part, seam.path);
  }
  return undefined;
}
