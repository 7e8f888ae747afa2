import type { Stores } from '../engine.ts';
import { storesAmong } from '../parts-of-stores.ts';
import { readStores } from '../read-stores.ts';
import type { Cluster } from './cluster.ts';
import { inspectCluster } from './inspect-cluster.ts';

/** What STORES asks for, else what the cluster has, else Tempo, Loki and Grafana. Throws LabError like readStores and inspectCluster. */
export async function chooseStores(cluster: Cluster): Promise<Stores> {
  return readStores() ?? storesAmong((await inspectCluster(cluster)).keys()) ?? 'grafana';
}
