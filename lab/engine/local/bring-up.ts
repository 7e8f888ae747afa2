import { setTimeout as after } from 'node:timers/promises';
import type { Addresses, UpOptions, UpResult } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { chooseFullStack } from './choose-full-stack.ts';
import { endOtherLab } from './end-other-lab.ts';
import type { HomePaths } from './home-paths.ts';
import { isAlive } from './process/process-identity.ts';
import { waitUntil } from './process/wait-until.ts';
import { startSupervisor } from './start-supervisor.ts';
import type { LabDescription } from './supervisor/describe-lab.ts';
import { readOutcome } from './supervisor/outcome.ts';
import { findSupervisor, type SupervisorClient } from './supervisor-client.ts';

const LOOK_EVERY_MS = 150;
const RECOVERY_LIMIT_MS = 60_000;
const STOPPING_LIMIT_MS = 60_000;

/** Starts the lab unless it runs, and waits until every part is ready. Throws LabError. */
export async function bringUp(paths: HomePaths, options: UpOptions = {}): Promise<UpResult> {
  const calledAtMs = Date.now();
  if (options.full) chooseFullStack();
  await awaitEarlierEnd(paths);
  if (options.full) await endOtherLab(paths, options.onNotice ?? (() => {}));
  const running = findSupervisor(paths);
  const supervisor = running ?? (await startSupervisor(paths, options.full ?? false));
  try {
    const started = await awaitReadiness(supervisor, options);
    const lab = await supervisor.describe();
    return {
      started: started || !running,
      seconds: (Date.now() - calledAtMs) / 1_000,
      addresses: addressesOf(lab),
      sampling: lab.sampling,
    };
  } catch (error) {
    if (options.signal?.aborted)
      throw await interrupted(paths, running === undefined ? supervisor : undefined);
    if (isAlive(supervisor.identity) && error instanceof LabError) throw error;
    throw await explainEnd(paths, supervisor, calledAtMs, error);
  }
}

/** The address of every part by its name. */
export function addressesOf({ parts, collectorMetrics }: LabDescription): Addresses {
  const addresses = Object.fromEntries(parts.map((part) => [part.name, part.address]));
  return {
    ...addresses,
    ...(collectorMetrics.length > 0 ? { 'collector-metrics': collectorMetrics } : {}),
  } as Addresses;
}

// A lab that is being stopped is not one to join: wait until it has gone, then start anew.
async function awaitEarlierEnd(paths: HomePaths): Promise<void> {
  const earlier = findSupervisor(paths);
  const phase = await earlier?.describe().then(
    (lab) => lab.phase,
    () => 'stopping' as const,
  );
  if (!earlier || phase !== 'stopping') return;
  if (await waitUntil(() => !isAlive(earlier.identity), STOPPING_LIMIT_MS)) return;
  throw new LabError('The lab is being stopped, and that does not come to an end.', {
    next: ['npx lab down'],
  });
}

/** Resolves when all is ready: true when there was anything to wait for. */
async function awaitReadiness(supervisor: SupervisorClient, options: UpOptions): Promise<boolean> {
  const said = new Set<string>();
  const sinceMs = Date.now();
  await startWhatStands(supervisor);
  for (let round = 0; ; round++) {
    options.signal?.throwIfAborted();
    const lab = await supervisor.describe();
    for (const line of lab.notices.filter((notice) => !said.has(notice))) {
      said.add(line);
      if (lab.phase === 'starting' || round > 0) options.onNotice?.(line);
    }
    if (lab.phase === 'stopping') await supervisorsEnd(supervisor);
    const awaited = lab.parts.filter((part) => part.state !== 'ready');
    if (awaited.length === 0 && lab.phase === 'running') return round > 0;
    if (lab.phase === 'running') throwIfHopeless(awaited, Date.now() - sinceMs);
    options.onProgress?.({
      ready: lab.parts.filter((part) => part.state === 'ready').map((part) => part.name),
      awaited: awaited.map((part) => ({
        name: part.name,
        doing: part.detail ?? part.state,
        secondsLeft: part.secondsLeft,
      })),
    });
    await after(LOOK_EVERY_MS);
  }
}

// `up` on a running lab also brings back what was stopped or has failed.
async function startWhatStands(supervisor: SupervisorClient): Promise<void> {
  const { parts, phase } = await supervisor.describe();
  if (phase !== 'running') return;
  const standing = parts.filter((part) => part.state === 'stopped' || part.state === 'failed');
  for (const part of standing) await supervisor.act(part.name, 'start');
}

// A part of a running lab may be on its way back from a restart: its own deadline says nothing then.
function throwIfHopeless(awaited: LabDescription['parts'], waitedMs: number): void {
  const hopeless = awaited.find((part) => part.state === 'failed' || waitedMs > RECOVERY_LIMIT_MS);
  if (!hopeless) return;
  const { name, failure, detail, state } = hopeless;
  throw new LabError(failure?.message ?? `${name} is ${state}: ${detail ?? 'no answer'}`, {
    next: [`npx lab logs ${name}`, 'npx lab doctor'],
  });
}

async function supervisorsEnd(supervisor: SupervisorClient): Promise<never> {
  await waitUntil(() => !isAlive(supervisor.identity), STOPPING_LIMIT_MS);
  throw new Error('the supervisor has ended');
}

async function interrupted(paths: HomePaths, mine: SupervisorClient | undefined): Promise<LabError> {
  const others = mine === undefined || findSupervisor(paths)?.identity.pid !== mine.identity.pid;
  if (others)
    return new LabError('Interrupted; the lab goes on starting.', {
      next: ['npx lab status', 'npx lab down'],
      exitCode: 130,
    });
  await mine.shutDown().catch(() => {});
  await waitUntil(() => !isAlive(mine.identity), STOPPING_LIMIT_MS);
  return new LabError('Interrupted: what had been started is stopped again.', {
    next: ['npx lab up'],
    exitCode: 130,
  });
}

async function explainEnd(
  paths: HomePaths,
  supervisor: SupervisorClient,
  sinceMs: number,
  cause: unknown,
): Promise<LabError> {
  await waitUntil(() => !isAlive(supervisor.identity), STOPPING_LIMIT_MS);
  const outcome = readOutcome(paths, sinceMs);
  if (outcome?.kind === 'failed')
    return new LabError(outcome.message, { next: outcome.next, exitCode: outcome.exitCode });
  const why = outcome
    ? 'It was stopped (`lab down`) while it was starting.'
    : 'Its supervisor was killed while the lab was starting.';
  return new LabError(why, { next: ['npx lab up'], cause });
}
