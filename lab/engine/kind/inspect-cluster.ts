import { z } from 'zod';
import type { PartName } from '../engine.ts';
import { askKubectl } from './ask-kubectl.ts';
import type { Cluster } from './cluster.ts';
import { partOfWorkload } from './part-workloads.ts';
import { type Pod, podSchema } from './pod.ts';
import { type Workload, workloadSchema } from './workload.ts';

/** What a part is made of in the cluster, and what runs of it. */
export type PartObjects = { workloads: Workload[]; pods: Pod[] };

const LABEL = 'app.kubernetes.io/part-of=bookstore-tracing-lab';
const KINDS = 'deployments,statefulsets,daemonsets,pods';
const namedSchema = z.object({
  kind: z.string(),
  metadata: z.object({ labels: z.record(z.string(), z.string()).optional() }),
});

/** Everything of the lab that the cluster has, by part. Throws LabError when the cluster does not answer. */
export async function inspectCluster(cluster: Cluster): Promise<Map<PartName, PartObjects>> {
  const asked = ['get', KINDS, '--all-namespaces', '--selector', LABEL, '--output', 'json'];
  return parseObjects(await askKubectl(cluster, [...asked, '--request-timeout', '10s']));
}

/** Reads the answer of `kubectl get`; what is no part of the lab is left out. */
export function parseObjects(json: string): Map<PartName, PartObjects> {
  const parts = new Map<PartName, PartObjects>();
  for (const item of z.object({ items: z.array(z.unknown()) }).parse(JSON.parse(json)).items) {
    const { kind, metadata } = namedSchema.parse(item);
    const part = partOfWorkload(metadata.labels?.['app.kubernetes.io/name'] ?? '');
    if (!part) continue;
    const objects = parts.get(part) ?? { workloads: [], pods: [] };
    if (kind === 'Pod') objects.pods.push(...[podSchema.parse(item)].filter(isAlive));
    else objects.workloads.push(workloadSchema.parse(item));
    parts.set(part, objects);
  }
  return parts;
}

// A pod that was evicted stays listed beside the one in its place.
function isAlive({ status }: Pod): boolean {
  return status.phase === 'Pending' || status.phase === 'Running' || status.phase === 'Unknown';
}
