import type { PartName, PartStatus, UpOptions } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { waitUntil } from '../local/process/wait-until.ts';
import { awaitReachable } from './await-reachable.ts';
import type { Cluster } from './cluster.ts';
import { describePart } from './describe-part.ts';
import { inspectCluster } from './inspect-cluster.ts';
import { withReason } from './why-ended.ts';

const LOOK_EVERY_MS = 1_000;

export type Waiting = Pick<UpOptions, 'onProgress' | 'signal'> & {
  limitMs: number;
  /** So long a part may end again and again: what it needs may come later. */
  patienceMs?: number;
};

/**
 * Waits until these parts are ready, of no earlier template, and reached. Throws LabError, with the part and its
 * reason, when one does not get there.
 */
export async function awaitParts(
  cluster: Cluster,
  waiting: Waiting,
  names: readonly PartName[],
): Promise<void> {
  const { limitMs, patienceMs = 0, onProgress, signal } = waiting;
  const beganMs = Date.now();
  let parts: PartStatus[] = [];
  const settled = async () => {
    signal?.throwIfAborted();
    const objects = await inspectCluster(cluster);
    parts = names.map((name) => describePart(name, objects.get(name)));
    const secondsLeft = Math.max(0, Math.ceil((beganMs + limitMs - Date.now()) / 1_000));
    onProgress?.({
      ready: parts.filter(({ state }) => state === 'ready').map(({ name }) => name),
      awaited: awaited().map(({ name, detail }) => ({ name, doing: detail ?? 'not made yet', secondsLeft })),
    });
    const failed = parts.find(({ state }) => state === 'failed');
    const mayRecover = failed?.lastExit && Date.now() - beganMs < patienceMs;
    if (failed && !mayRecover) throw await notReady(cluster, failed);
    return awaited().length === 0;
  };
  const awaited = () => parts.filter(({ state }) => state !== 'ready');
  if (await waitUntil(settled, limitMs, LOOK_EVERY_MS)) return awaitReachable(cluster, names, signal);
  const [late] = awaited();
  if (late) throw await notReady(cluster, late);
}

async function notReady(cluster: Cluster, part: PartStatus): Promise<LabError> {
  const { name, lastExit, detail, state } = await withReason(cluster, part);
  const next = [`npx lab logs ${name}`, 'npx lab status'];
  const noImage = detail?.startsWith('the cluster has no image') ? 'scripts/kind.sh load' : undefined;
  return new LabError(`${name} did not become ready: ${lastExit ?? detail ?? state}`, {
    next: noImage ? [noImage] : next,
  });
}
