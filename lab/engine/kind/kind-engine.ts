import { claimLab } from '../claim-lab.ts';
import type { Engine, EngineStatus, PartName, PartStatus, StatusOptions } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { homePaths } from '../local/home-paths.ts';
import { waitUntil } from '../local/process/wait-until.ts';
import { partsWith, storesAmong } from '../parts-of-stores.ts';
import { readStores } from '../read-stores.ts';
import { addressesOf, addressOf, findPlaces, type Places } from './addresses.ts';
import { applyLab } from './apply-lab.ts';
import { awaitParts } from './await-parts.ts';
import { bringDown } from './bring-down.ts';
import { bringUp } from './bring-up.ts';
import { type Cluster, findCluster, isMade } from './cluster.ts';
import { describePart } from './describe-part.ts';
import { endPods } from './end-pods.ts';
import { followPodsLog } from './follow-pods-log.ts';
import { inspectCluster, type PartObjects } from './inspect-cluster.ts';
import { memoryOfPods } from './memory-of-pods.ts';
import { workloadsOfPart } from './part-workloads.ts';
import { samplingOf } from './sampling-of.ts';
import { findTrialJaeger } from './trial-jaeger.ts';
import { withReason } from './why-ended.ts';

const READY_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 60_000;

/** The whole stack in a Kubernetes cluster: one that kind made for the lab, or the one that LAB_KUBECONFIG names. */
export function kindEngine(cluster: Cluster = findCluster(homePaths())): Engine {
  // A cluster stays where it is.
  let found: Promise<Places> | undefined;
  const places = () => {
    found ??= findPlaces(cluster);
    return found;
  };
  const claimMade = (work: () => Promise<void>) => {
    requireMade(cluster);
    return claimLab(cluster.paths, 'kind', work);
  };
  const apply = (parts: PartName[]) =>
    claimMade(async () => {
      await applyLab(cluster, { how: 'anew', workloads: parts.flatMap(workloadsOfPart) });
      await awaitParts(cluster, { limitMs: READY_LIMIT_MS }, parts);
    });
  return {
    name: 'kind',
    up: (options) => claimLab(cluster.paths, 'kind', () => bringUp(cluster, options)),
    down: (options) => claimLab(cluster.paths, 'kind', () => bringDown(cluster, options)),
    status: (options) => readStatus(cluster, places, options),
    logs: async function* (part, options) {
      requireMade(cluster);
      yield* followPodsLog(cluster, part, options);
    },
    addresses: async () => {
      requireMade(cluster);
      return addressesOf(await inspectCluster(cluster), await places());
    },
    // A pod is never started again with what it had: the next one has what is saved by then.
    restart: (part) => apply([part]),
    apply,
    kill: (part, signal) => endPods(cluster, part, signal),
    trialJaeger: (waitMs) => findTrialJaeger(cluster, waitMs),
    stop: (part) => claimMade(() => stopPart(cluster, part)),
    start: (part) => claimMade(() => applyLab(cluster, { how: 'start', workloads: workloadsOfPart(part) })),
  };
}

/** One tier after the other: an agent that ends needs the gateway for what it is sending. */
async function stopPart(cluster: Cluster, part: PartName): Promise<void> {
  for (const workload of workloadsOfPart(part)) {
    await applyLab(cluster, { how: 'stop', workloads: [workload] });
    const ended = async () => {
      const pods = (await inspectCluster(cluster)).get(part)?.pods ?? [];
      return pods.every(({ metadata }) => metadata.labels['app.kubernetes.io/name'] !== workload);
    };
    if (!(await waitUntil(ended, STOP_LIMIT_MS, 1_000)))
      throw new LabError(`${workload} does not end.`, { next: ['npx lab status'] });
  }
}

function requireMade(cluster: Cluster): void {
  if (!isMade(cluster)) throw new LabError('There is no cluster.', { next: ['npx lab up --engine kind'] });
}

async function readStatus(
  cluster: Cluster,
  places: () => Promise<Places>,
  asked: StatusOptions = {},
): Promise<EngineStatus> {
  if (!isMade(cluster)) return { engine: 'kind', phase: 'stopped', sampling: null, stores: null, parts: [] };
  const [objects, at] = await Promise.all([inspectCluster(cluster), places()]);
  const memory = asked.memory ? await memoryOf(cluster, objects) : new Map<string, number>();
  const stores = storesAmong(objects.keys());
  const parts = await Promise.all(
    partsWith(stores ?? readStores() ?? 'grafana').map((name) => {
      const known = objects.get(name);
      const part = describePart(name, known, known ? addressOf(name, at) : null, sumOf(known, memory));
      return part.state === 'failed' ? withReason(cluster, part) : part;
    }),
  );
  const phase = phaseOf(parts, objects);
  return { engine: 'kind', phase, sampling: samplingOf(objects), stores, parts };
}

function phaseOf(parts: PartStatus[], objects: Map<PartName, PartObjects>): EngineStatus['phase'] {
  if (objects.size === 0 || parts.every(({ state }) => state === 'stopped')) return 'stopped';
  return parts.some(({ state }) => state === 'starting') ? 'starting' : 'running';
}

function memoryOf(cluster: Cluster, objects: Map<PartName, PartObjects>): Promise<Map<string, number>> {
  const pods = [...objects.values()].flatMap((part) => part.pods);
  return memoryOfPods(cluster, [...new Set(pods.flatMap(({ spec }) => spec.nodeName ?? []))]);
}

function sumOf(objects: PartObjects | undefined, memory: Map<string, number>): number | null {
  const known = (objects?.pods ?? []).flatMap(({ metadata }) => memory.get(metadata.name) ?? []);
  return known.length === 0 ? null : known.reduce((sum, bytes) => sum + bytes, 0);
}
