import type { PartName } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { waitUntil } from '../local/process/wait-until.ts';
import { findPlaces } from './addresses.ts';
import type { Cluster } from './cluster.ts';
import { takesConnections } from './takes-connections.ts';

const REACHABLE_LIMIT_MS = 30_000;

/**
 * Waits until each of these parts takes connections where it is reached: its pod is ready a moment before its node leads
 * there (https://kubernetes.io/docs/reference/networking/virtual-ips/). Throws LabError when one does not.
 */
export async function awaitReachable(
  cluster: Cluster,
  names: readonly PartName[],
  signal?: AbortSignal,
): Promise<void> {
  const places = await findPlaces(cluster);
  const reach = async (name: PartName) => {
    const place = places.get(name);
    if (place === undefined) return; // nothing leads there from outside
    const reached = () => {
      signal?.throwIfAborted();
      return takesConnections(place);
    };
    if (await waitUntil(reached, REACHABLE_LIMIT_MS, 200)) return;
    throw new LabError(`${name} is ready, but nothing answers at ${place}.`, {
      next: ['npx lab status', `npx lab logs ${name}`],
    });
  };
  await Promise.all(names.map(reach));
}
