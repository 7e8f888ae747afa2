import type { PartObjects } from '../../lab/engine/kind/inspect-cluster.ts';
import { type Pod, podSchema } from '../../lab/engine/kind/pod.ts';
import { type Workload, workloadSchema } from '../../lab/engine/kind/workload.ts';

type State = Pod['status']['containerStatuses'][number]['state'];

/** A pod as `kubectl get` shows it: ready for a minute, unless told otherwise. */
export function madeUpPod(
  told: {
    ready?: boolean;
    started?: boolean;
    ending?: boolean;
    restarts?: number;
    image?: string;
    state?: State;
    lastState?: State;
    unscheduled?: string;
  } = {},
): Pod {
  const {
    ready = true,
    started = ready,
    restarts = 0,
    image = 'bookstore-tracing-lab/bookstore:0.1.0',
  } = told;
  const running = { running: { startedAt: new Date(Date.now() - 60_000).toISOString() } };
  const scheduled = told.unscheduled
    ? { type: 'PodScheduled', status: 'False', message: told.unscheduled }
    : { type: 'PodScheduled', status: 'True' };
  const container = {
    ...{ image, ready, started, restartCount: restarts },
    state: told.state ?? running,
    lastState: told.lastState ?? {},
  };
  return podSchema.parse({
    metadata: {
      ...{ name: 'orders-1', namespace: 'bookstore', uid: 'a1b2' },
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...(told.ending ? { deletionTimestamp: '2026-01-01T00:01:00Z' } : {}),
    },
    spec: { nodeName: 'node' },
    status: {
      phase: 'Running',
      conditions: [scheduled, { type: 'Ready', status: ready ? 'True' : 'False' }],
      containerStatuses: told.unscheduled ? [] : [container],
    },
  });
}

/** A Deployment of one pod that has all that it wants, unless told otherwise. */
export function madeUpWorkload(
  told: { kind?: Workload['kind']; replicas?: number; updated?: number; behind?: boolean } = {},
): Workload {
  const { kind = 'Deployment', replicas = 1, updated = replicas } = told;
  return workloadSchema.parse({
    kind,
    metadata: { name: 'orders', namespace: 'bookstore', generation: told.behind ? 3 : 2 },
    spec: {
      ...(kind === 'DaemonSet' ? {} : { replicas }),
      template: { metadata: {}, spec: { containers: [{ image: 'bookstore-tracing-lab/bookstore:0.1.0' }] } },
    },
    status: {
      observedGeneration: 2,
      ...(kind === 'DaemonSet'
        ? { desiredNumberScheduled: replicas, updatedNumberScheduled: updated }
        : { replicas, updatedReplicas: updated }),
    },
  });
}

/** A part with these pods, and one workload unless there are others. */
export function madeUpPart(pods: Pod[], workloads: Workload[] = [madeUpWorkload()]): PartObjects {
  return { workloads, pods };
}
