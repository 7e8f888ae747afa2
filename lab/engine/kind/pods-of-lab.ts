import type { PartName } from '../engine.ts';
import { homePaths } from '../local/home-paths.ts';
import { findCluster } from './cluster.ts';
import { inspectCluster, type PartObjects } from './inspect-cluster.ts';
import { rememberedCluster } from './remembered-cluster.ts';

/** A pod of the lab, by the attributes that telemetry calls it by, and the part that it belongs to. */
export type LabPod = { part: PartName; attributes: Record<string, string> };

/** Every pod that the lab has in its cluster now. Throws LabError when the cluster does not answer. */
export async function podsOfLab(): Promise<LabPod[]> {
  const paths = homePaths();
  const parts = await inspectCluster(rememberedCluster(paths) ?? findCluster(paths));
  return [...parts].flatMap(([part, objects]) => podsOf(part, objects));
}

function podsOf(part: PartName, { workloads, pods }: PartObjects): LabPod[] {
  const deployment = workloads.find(({ kind }) => kind === 'Deployment')?.metadata.name;
  return pods.map(({ metadata, spec }) => {
    const replicaSet = metadata.ownerReferences.find(({ kind }) => kind === 'ReplicaSet')?.name;
    return {
      part,
      attributes: {
        'k8s.namespace.name': metadata.namespace,
        'k8s.pod.name': metadata.name,
        'k8s.pod.uid': metadata.uid,
        ...(spec.nodeName ? { 'k8s.node.name': spec.nodeName } : {}),
        ...(deployment ? { 'k8s.deployment.name': deployment } : {}),
        ...(replicaSet ? { 'k8s.replicaset.name': replicaSet } : {}),
      },
    };
  });
}
