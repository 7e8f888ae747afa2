import { z } from 'zod';

/** What `kubectl get deployments,statefulsets,daemonsets` tells about one of them, as far as the lab asks. */
export const workloadSchema = z.object({
  kind: z.enum(['Deployment', 'StatefulSet', 'DaemonSet']),
  metadata: z.object({ name: z.string(), namespace: z.string(), generation: z.number() }),
  spec: z.object({
    replicas: z.number().optional(),
    template: z.object({
      metadata: z.object({ annotations: z.record(z.string(), z.string()).optional() }),
      spec: z.object({ containers: z.array(z.object({ image: z.string() })) }),
    }),
  }),
  status: z.object({
    observedGeneration: z.number().default(0),
    replicas: z.number().default(0),
    updatedReplicas: z.number().default(0),
    desiredNumberScheduled: z.number().default(0),
    updatedNumberScheduled: z.number().default(0),
  }),
});

export type Workload = z.infer<typeof workloadSchema>;

/** How many pods a workload is to have. */
export function wantedPods({ kind, spec, status }: Workload): number {
  return kind === 'DaemonSet' ? status.desiredNumberScheduled : (spec.replicas ?? 1);
}

/** Whether a workload is to have no pod. */
export function isStopped(workload: Workload): boolean {
  const { kind, metadata, status } = workload;
  // A new DaemonSet does not know yet on how many nodes it will run.
  if (kind === 'DaemonSet' && status.observedGeneration < metadata.generation) return false;
  return wantedPods(workload) === 0;
}

/** Whether the cluster has made all pods of a workload by its newest template. */
export function isUpdated(workload: Workload): boolean {
  const { kind, metadata, status } = workload;
  if (status.observedGeneration < metadata.generation) return false;
  const updated = kind === 'DaemonSet' ? status.updatedNumberScheduled : status.updatedReplicas;
  return updated >= wantedPods(workload);
}
