import { z } from 'zod';

const endSchema = z.object({ exitCode: z.number(), reason: z.string().optional() });

const stateSchema = z.object({
  waiting: z.object({ reason: z.string().optional(), message: z.string().optional() }).optional(),
  running: z.object({ startedAt: z.string() }).optional(),
  terminated: endSchema.optional(),
});

/** What `kubectl get pods` tells about a pod, as far as the lab asks. */
export const podSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    uid: z.string(),
    creationTimestamp: z.string(),
    deletionTimestamp: z.string().optional(),
    labels: z.record(z.string(), z.string()).default({}),
    ownerReferences: z.array(z.object({ kind: z.string(), name: z.string() })).default([]),
  }),
  spec: z.object({ nodeName: z.string().optional() }),
  status: z.object({
    phase: z.string(),
    conditions: z
      .array(z.object({ type: z.string(), status: z.string(), message: z.string().optional() }))
      .default([]),
    containerStatuses: z
      .array(
        z.object({
          image: z.string(),
          started: z.boolean().default(false),
          restartCount: z.number(),
          state: stateSchema,
          lastState: stateSchema,
        }),
      )
      .default([]),
  }),
});

export type Pod = z.infer<typeof podSchema>;

/** Whether the pod has once been well: then its startup probe is not asked again. */
export function hasStarted({ status }: Pod): boolean {
  const { containerStatuses } = status;
  return containerStatuses.length > 0 && containerStatuses.every(({ started }) => started);
}

/** Whether the pod takes what comes: none is that is on its way out. */
export function isReady({ metadata, status }: Pod): boolean {
  const ready = status.conditions.some((one) => one.type === 'Ready' && one.status === 'True');
  return ready && !metadata.deletionTimestamp;
}
