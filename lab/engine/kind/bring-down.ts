import { type DownResult, PART_NAMES, type PartName } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { waitUntil } from '../local/process/wait-until.ts';
import { purgeHome } from '../local/purge-home.ts';
import { askKubectl } from './ask-kubectl.ts';
import { CLUSTER_NAME, type Cluster, isMade } from './cluster.ts';
import { inspectCluster } from './inspect-cluster.ts';
import { deleteCluster } from './make-cluster.ts';
import { namespaceOf, workloadsOfPart } from './part-workloads.ts';
import { forgetCluster } from './remembered-cluster.ts';
import { removeTrialJaeger } from './trial-jaeger.ts';

const END_LIMIT_MS = 120_000;
const DELETE_LIMIT_MS = 240_000;
const NAMESPACES = ['bookstore', 'tracing'];
const KINDS = 'deployments,statefulsets,daemonsets';
// While they end they send their last telemetry, and the others take it.
const FIRST: readonly PartName[] = ['storefront', 'orders', 'payments-worker', 'payment-gateway'];

export type DownOptions = { purge?: boolean; onProgress?: (line: string) => void };

/** Ends every pod; volumes stay, and the cluster. With `purge` all goes, and the cluster if it is the lab's own. Throws LabError. */
export async function bringDown(cluster: Cluster, options: DownOptions = {}): Promise<DownResult> {
  if (!isMade(cluster)) return { stopped: [], orphansEnded: 0, ...purged(cluster, options, []) };
  // Of a cluster that goes as a whole, nobody needs to end one by one.
  if (cluster.own && options.purge) {
    await deleteCluster(cluster);
    const removed = [`the cluster ${CLUSTER_NAME}`];
    return { stopped: [...PART_NAMES], orphansEnded: 0, ...purged(cluster, options, removed) };
  }
  const known = await inspectCluster(cluster);
  const stopped = PART_NAMES.filter((name) => known.get(name)?.pods.length);
  await endParts(cluster, FIRST, options);
  await endParts(
    cluster,
    PART_NAMES.filter((name) => !FIRST.includes(name)),
    options,
  );
  await removeTrialJaeger(cluster);
  if (options.purge)
    await askKubectl(cluster, ['delete', 'namespace', '--ignore-not-found', ...NAMESPACES], {
      limitMs: DELETE_LIMIT_MS,
    });
  forgetCluster(cluster.paths);
  const remains = cluster.own
    ? `The cluster ${CLUSTER_NAME} goes on, with its data: scripts/kind.sh down removes it.`
    : undefined;
  return {
    stopped,
    orphansEnded: 0,
    ...purged(cluster, options, NAMESPACES),
    ...(remains ? { remains } : {}),
  };
}

async function endParts(cluster: Cluster, parts: readonly PartName[], options: DownOptions): Promise<void> {
  for (const part of parts) options.onProgress?.(part);
  for (const namespace of NAMESPACES) {
    const names = parts.filter((part) => namespaceOf(part) === namespace).flatMap(workloadsOfPart);
    if (names.length === 0) continue;
    const chosen = ['--namespace', namespace, '--selector', `app.kubernetes.io/name in (${names.join(',')})`];
    await askKubectl(cluster, ['delete', KINDS, ...chosen, '--ignore-not-found', '--wait=false']);
  }
  const gone = async () => {
    const known = await inspectCluster(cluster);
    return parts.every((part) => !known.get(part)?.pods.length);
  };
  if (await waitUntil(gone, END_LIMIT_MS, 1_000)) return;
  throw new LabError('Some pods do not end.', { next: ['npx lab status', 'npx lab down'] });
}

function purged(
  { paths }: Cluster,
  { purge }: DownOptions,
  removed: string[],
): Pick<DownResult, 'removed' | 'kept'> {
  if (!purge) return { removed: [], kept: [] };
  const home = purgeHome(paths);
  return { removed: [...removed, ...home.removed], kept: home.kept };
}
