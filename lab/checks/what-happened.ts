import type { PartName, PartStatus } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import type { CollectorCounters } from './collector-counters.ts';
import type { PlatformState } from './examine-platform.ts';

/** The parts that have started anew between two looks, except those that were restarted on purpose. */
export function restartedParts(
  before: PlatformState,
  now: PlatformState,
  meant: ReadonlySet<PartName>,
): PartStatus[] {
  const earlier = new Map(before.parts.map(({ name, restarts }) => [name, restarts]));
  return now.parts.filter(({ name, restarts }) => !meant.has(name) && restarts !== earlier.get(name));
}

/** Says what happened to the lab between two looks; undefined when nothing did. `meant`: parts restarted on purpose. */
export function whatHappened(
  before: PlatformState,
  now: PlatformState,
  meant: ReadonlySet<PartName>,
): LabError | undefined {
  const [restarted] = restartedParts(before, now, meant);
  if (restarted)
    return new LabError(`${restarted.name} started anew while the check was running.`, {
      next: ['npx lab check', `npx lab logs ${restarted.name}`],
    });
  return collectorTrouble(before.collector, now.collector);
}

function collectorTrouble(
  before: CollectorCounters | undefined,
  now: CollectorCounters | undefined,
): LabError | undefined {
  if (!before || !now) return undefined;
  const next = ['npx lab logs collector', 'npx lab check'];
  if (now.fullQueue)
    return new LabError(`The Collector's queue to ${now.fullQueue} is full.`, {
      next: ['npx lab status', ...next],
    });
  if (now.refused > before.refused)
    return new LabError(
      `The Collector refused ${now.refused - before.refused} spans, log lines or data points.`,
      {
        next,
      },
    );
  if (now.lost > before.lost)
    return new LabError(
      `The Collector could not deliver ${now.lost - before.lost} spans, log lines or data points.`,
      {
        next,
      },
    );
  return undefined;
}
