import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { HomePaths } from '../local/home-paths.ts';

/** The cluster that a lab instance runs in. */
export type Cluster = {
  paths: HomePaths;
  /** The lab's own file: no command of the lab reads or changes the user's. */
  kubeconfig: string;
  /** Whether kind made it for the lab; else it is somebody's, named by LAB_KUBECONFIG, and only two namespaces of it are ours. */
  own: boolean;
};

export const CLUSTER_NAME = 'bookstore-lab';

/** The cluster that LAB_KUBECONFIG names, else the lab's own. */
export function findCluster(paths: HomePaths): Cluster {
  const named = process.env.LAB_KUBECONFIG;
  return { paths, kubeconfig: named || join(folderOf(paths), 'kubeconfig'), own: !named };
}

/** Where a lab instance keeps what it needs for its cluster. */
export function folderOf(paths: HomePaths): string {
  return join(paths.root, 'kind');
}

/** Whether there is a cluster to ask, as far as files tell. */
export function isMade({ kubeconfig }: Cluster): boolean {
  return existsSync(kubeconfig);
}
