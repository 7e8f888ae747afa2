import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { Engine, PartName, PartStatus } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { crashFinding } from './crash-finding.ts';
import { partsOf, requireFoundation } from './examine-platform.ts';
import type { Finding } from './finding.ts';
import { processAgeSeconds } from './process-age.ts';

/** A file of the learner's (its path in the repository), and the parts that read it when they start. */
export type Seam = { path: string; parts: PartName[] };

const POLL_MS = 200;
const LIMIT_MS = 60_000;
/** So long a service may take to notice by itself that its file was saved. */
const NOTICE_MS = 4_000;

/**
 * Waits until every part runs what is saved in its files, and starts anew those that do not by themselves. Returns what is
 * wrong when a part does not run with its file; throws LabError when somebody has stopped it.
 */
export async function awaitSavedFiles(
  engine: Engine,
  repository: string,
  seams: readonly Seam[],
  signal?: AbortSignal,
): Promise<Finding | undefined> {
  const beganMs = performance.now();
  const applied = new Set<PartName>();
  const learners = seams.flatMap(({ parts }) => parts);
  for (;;) {
    signal?.throwIfAborted();
    const parts = partsOf(await engine.status());
    const waiting = await partsBehind(parts, repository, seams);
    if (waiting.length === 0) return undefined;
    const waitedMs = performance.now() - beganMs;
    requireFoundation(parts, learners, waitedMs);
    for (const { part } of waiting) if (part.state === 'stopped') throw stopped(part.name);
    const failed = waiting.filter(({ part }) => part.state === 'failed');
    const [late] = waitedMs > LIMIT_MS ? waiting : [];
    const broken = failed.find(({ part }) => applied.has(part.name)) ?? (late && endsByItself(late) && late);
    if (broken) return crashFinding(broken.part, broken.path);
    if (late) throw tooSlow(late.part);
    const idle = waiting.filter(({ part }) => part.state === 'ready' && !applied.has(part.name));
    // A part may have failed with what was saved before: only a new start tells.
    const stale = [...failed, ...(waitedMs > NOTICE_MS ? idle : [])];
    if (stale.length > 0) {
      for (const { part } of stale) applied.add(part.name);
      await engine.apply(stale.map(({ part }) => part.name)).catch(() => {}); // its state tells more
    }
    await after(POLL_MS);
  }
}

type Waiting = { part: PartStatus; path: string };

/** The parts that are not ready, or are older than their file. */
async function partsBehind(
  parts: readonly PartStatus[],
  repository: string,
  seams: readonly Seam[],
): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  for (const { path, parts: names } of seams) {
    const savedAgoS = secondsSinceSaved(join(repository, path));
    for (const part of parts.filter(({ name }) => names.includes(name))) {
      const ageS = part.state === 'ready' ? await processAgeSeconds(part) : null;
      if (ageS === null || ageS > savedAgoS) waiting.push({ part, path });
    }
  }
  return waiting;
}

/** A file that was moved into place has kept the time of its content, but not that of its change. */
function secondsSinceSaved(file: string): number {
  if (!existsSync(file)) return Number.POSITIVE_INFINITY;
  const { mtimeMs, ctimeMs } = statSync(file);
  return (Date.now() - Math.max(mtimeMs, ctimeMs)) / 1_000;
}

function stopped(name: PartName): LabError {
  return new LabError(`${name} is stopped.`, { next: ['npx lab up', 'npx lab status'] });
}

/** A process that ended with an error of its own, and not because somebody restarted it. */
function endsByItself({ part }: Waiting): boolean {
  return part.lastExit?.startsWith('exited with') ?? false;
}

function tooSlow({ name, detail, state }: PartStatus): LabError {
  return new LabError(`${name} does not get ready: ${detail ?? state}.`, {
    next: [`npx lab logs ${name}`, 'npx lab doctor', 'npx lab check'],
  });
}
