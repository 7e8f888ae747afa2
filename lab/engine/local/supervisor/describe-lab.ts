import pidusage from 'pidusage';
import { z } from 'zod';
import { PART_NAMES, type PartName, SAMPLINGS, STORES } from '../../engine.ts';
import type { LabProcesses } from './lab-processes.ts';
import type { SupervisedPart } from './supervised-part.ts';

const partSchema = z.object({
  name: z.enum(PART_NAMES),
  state: z.enum(['starting', 'ready', 'unready', 'restarting', 'failed', 'stopped']),
  address: z.string(),
  pid: z.number().nullable(),
  restarts: z.number(),
  rssBytes: z.number().nullable(),
  version: z.string().nullable(),
  uptimeSeconds: z.number().nullable(),
  lastExit: z.string().nullable(),
  detail: z.string().nullable(),
  failure: z.object({ message: z.string(), next: z.array(z.string()) }).nullable(),
  secondsLeft: z.number(),
});

/** What the supervisor tells about itself and its parts. */
export const labDescriptionSchema = z.object({
  phase: z.enum(['starting', 'running', 'stopping']),
  notices: z.array(z.string()),
  /** By which the Collector was started; null for a lab without the full stack. */
  sampling: z.enum(SAMPLINGS).nullable(),
  /** Null for a lab without the full stack. */
  stores: z.enum(STORES).nullable(),
  /** Where each Collector that delivers to the stores tells about itself. */
  collectorMetrics: z.array(z.string()),
  /** Where the Jaeger of the active chapter is asked; null without one. */
  trialJaeger: z.string().nullable(),
  parts: z.array(partSchema),
});

export type LabDescription = z.infer<typeof labDescriptionSchema>;

/** Describes every part that the learner knows; the processes that only serve another part are left out. */
export async function describeParts(lab: LabProcesses): Promise<LabDescription['parts']> {
  const parts = PART_NAMES.flatMap((name) => lab.find(name) ?? []);
  const rss = await rssByPid(parts.flatMap((part) => part.pid ?? []));
  return parts.map((part) => describePart(part, rss));
}

function describePart(part: SupervisedPart, rss: Map<number, number>): LabDescription['parts'][number] {
  const { definition, state, pid, restarts, lastExit, detail, failure, startedAtMs } = part;
  const now = Date.now();
  return {
    name: definition.name as PartName,
    state,
    address: definition.address(),
    pid,
    restarts,
    rssBytes: pid === null ? null : (rss.get(pid) ?? null),
    version: definition.version(),
    uptimeSeconds: startedAtMs === null ? null : Math.round((now - startedAtMs) / 1_000),
    lastExit,
    detail,
    failure: failure && { message: failure.message, next: failure.next },
    secondsLeft: Math.max(0, Math.ceil((part.deadlineMs - now) / 1_000)),
  };
}

async function rssByPid(pids: number[]): Promise<Map<number, number>> {
  if (pids.length === 0) return new Map();
  // A process may end between our list and the look at it: then nothing is known about any, and the next look is good.
  const usage = await pidusage(pids).catch(() => ({}) as Record<number, { memory: number }>);
  return new Map(Object.entries(usage).map(([pid, stat]) => [Number(pid), stat?.memory ?? 0]));
}
