import { setTimeout as after } from 'node:timers/promises';
import type { Engine, EngineStatus, PartName, PartStatus } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { askDesk } from '../stores/ask-desk.ts';
import { requireStores } from '../stores/open-stores.ts';
import type { Chapter } from './chapter.ts';
import { type CollectorCounters, collectorCounters } from './collector-counters.ts';
import { wrongEngine } from './wrong-engine.ts';

const POLL_MS = 250;
const LIMIT_MS = 20_000;

/** What others build on comes first: when a store is away, its users are not to blame. */
const FOUNDATION: readonly PartName[] = [
  'postgres',
  'rabbitmq',
  'desk',
  'tempo',
  'jaeger',
  'loki',
  'victoria-logs',
  'prometheus',
  'collector',
  'payment-gateway',
];
const ORDER: readonly PartName[] = [...FOUNDATION, 'orders', 'payments-worker', 'storefront'];

/** How the lab stood at one moment: two of them tell whether it stood all the while. */
export type PlatformState = {
  parts: readonly PartStatus[];
  collector: CollectorCounters | undefined;
};

/**
 * Makes sure that the lab has what the chapter needs and that every part of it is ready, waiting a while for one that is on
 * its way, and returns how it stands. Throws LabError that names the first part that is not well.
 */
export async function examinePlatform(
  engine: Engine,
  chapter: Pick<Chapter, 'needs' | 'engines'>,
): Promise<PlatformState> {
  const wrong = wrongEngine(chapter, engine.name);
  if (wrong) throw wrong;
  const parts = await awaitReadiness(engine);
  const addresses = await engine.addresses();
  if (chapter.needs === 'full') requireStores(addresses);
  const { desk, 'collector-metrics': collector } = addresses;
  await askDesk(desk).status();
  return {
    parts,
    collector: collector ? await collectorCounters(collector) : undefined,
  };
}

/**
 * Throws LabError when one of the parts that services build on is not well, and has not become so in `waitedMs`. Not of
 * `learners`: what these run is the learner's own.
 */
export function requireFoundation(
  parts: readonly PartStatus[],
  learners: readonly PartName[],
  waitedMs: number,
): void {
  throwIfHopeless(
    parts,
    FOUNDATION.filter((name) => !learners.includes(name)),
    waitedMs,
  );
}

async function awaitReadiness(engine: Engine): Promise<PartStatus[]> {
  const beganMs = performance.now();
  for (;;) {
    const parts = partsOf(await engine.status());
    if (throwIfHopeless(parts, ORDER, performance.now() - beganMs) === 'ready') return parts;
    await after(POLL_MS);
  }
}

/** Whether all of these are ready; throws LabError for the first one that is not and will hardly become so. */
function throwIfHopeless(
  parts: readonly PartStatus[],
  names: readonly PartName[],
  waitedMs: number,
): 'ready' | 'awaited' {
  const known = names.flatMap((name) => parts.find((part) => part.name === name) ?? []);
  const unwell = known.find(({ state }) => state !== 'ready');
  if (!unwell) return 'ready';
  if (unwell.state === 'stopped' || unwell.state === 'failed' || waitedMs > LIMIT_MS) throw notReady(unwell);
  return 'awaited';
}

function notReady({ name, state, detail, lastExit }: PartStatus): LabError {
  const why = detail ?? lastExit;
  return new LabError(`${name} is ${state}${why && why !== state ? `: ${why}` : ''}.`, {
    next: ['npx lab up', `npx lab logs ${name}`, 'npx lab doctor'],
  });
}

/** The parts of a lab that runs. Throws LabError when it does not, or when nobody watches over it. */
export function partsOf({ phase, parts }: EngineStatus): PartStatus[] {
  if (phase === 'running' || phase === 'starting') return parts;
  const problem = phase === 'lost' ? 'The lab runs unwatched.' : 'The lab is not running.';
  throw new LabError(problem, { next: ['npx lab up'] });
}
