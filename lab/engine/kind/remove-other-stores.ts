import { PARTS_OF_STORES, STORES, type Stores } from '../engine.ts';
import { askKubectl } from './ask-kubectl.ts';
import type { Cluster } from './cluster.ts';

const KINDS = 'deployments,statefulsets,services,serviceaccounts,networkpolicies';

/** Removes the stores that a lab had before another STORES was asked for; what they have stored stays on their volumes. */
export async function removeOtherStores(cluster: Cluster, stores: Stores): Promise<void> {
  const others = STORES.filter((name) => name !== stores).flatMap((name) => [...PARTS_OF_STORES[name]]);
  const names = others.flatMap((name) => [name, `node-port-${name}`]);
  const objects = KINDS.split(',').flatMap((kind) => names.map((name) => `${kind}/${name}`));
  await askKubectl(cluster, [
    'delete',
    ...objects,
    '--namespace',
    'tracing',
    '--ignore-not-found',
    '--wait=false',
  ]);
}
