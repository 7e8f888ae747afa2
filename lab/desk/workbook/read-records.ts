import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Verdict } from '../../checks/verdict.ts';
import { nameCheckout } from './name-checkout.ts';
import type { ChapterState, Judged, OwnTrace, WorkbookState } from './workbook-state.ts';

const RESULTS = ['right', 'wrong', 'crashed', 'timed-out', 'not-well'] as const;
const judged = z.object({
  atMs: z.number(),
  verdict: z.looseObject({ result: z.enum(RESULTS), seconds: z.number() }),
});
const watcher = z.object({ pid: z.number().int().positive() });
const evidence = z.object({
  checkouts: z.array(
    z.object({
      name: z.string(),
      wish: z.object({ totalUsd: z.number().optional() }),
      caller: z.object({ traceId: z.string() }),
    }),
  ),
});

/** What the commands have left for the page besides the list. */
export type Records = Pick<WorkbookState, 'verdicts' | 'ownTraces' | 'watchedElsewhere'>;

/**
 * The last verdict on each chapter, wherever it was asked for, and the checkouts that its questions are about. `changedMs`:
 * when a file of a chapter was saved last.
 */
export function readRecords(
  root: string,
  chapters: readonly ChapterState[],
  changedMs: Readonly<Record<string, number>>,
): Records {
  const records: Records = { verdicts: {}, ownTraces: {}, watchedElsewhere: isWatchedElsewhere(root) };
  for (const { number, questions } of chapters) {
    const judged = readVerdict(root, number);
    if (judged) records.verdicts[number] = { ...judged, stale: (changedMs[number] ?? 0) > judged.atMs };
    if (questions.length > 0) records.ownTraces[number] = readOwnTraces(root, number);
  }
  return records;
}

function readVerdict(root: string, number: string): Omit<Judged, 'stale'> | undefined {
  const { data } = judged.safeParse(readRecord(root, number, 'verdict.json'));
  // Its parts are made by lab/checks and shown as text: the shape in between is the type's business.
  return data && { atMs: data.atMs, verdict: data.verdict as unknown as Verdict };
}

function readOwnTraces(root: string, number: string): OwnTrace[] {
  const { data } = evidence.safeParse(readRecord(root, number, 'evidence.json'));
  return data?.checkouts.map((one) => ({ name: nameCheckout(one), traceId: one.caller.traceId })) ?? [];
}

/** Whether a `lab watch` is running. */
function isWatchedElsewhere(root: string): boolean {
  const { data } = watcher.safeParse(readRecord(root, '', 'watcher.json'));
  return data !== undefined && isAlive(data.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readRecord(root: string, number: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(root, '.lab', 'learner', number, file), 'utf8'));
  } catch {
    return undefined;
  }
}
