import { z } from 'zod';
import type { Beside } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { waitUntil } from '../local/process/wait-until.ts';
import { TRIAL_JAEGER } from '../trial-jaeger.ts';
import { findPlaces } from './addresses.ts';
import { askKubectl } from './ask-kubectl.ts';
import type { Cluster } from './cluster.ts';
import { explainPod } from './explain-pod.ts';
import type { Manifest } from './manifest.ts';
import { isReady, type Pod, podSchema } from './pod.ts';

const LABEL = 'app.kubernetes.io/name';
const OF_TRIAL_JAEGER = ['--namespace', 'tracing', '--selector', `${LABEL}=${TRIAL_JAEGER}`];
const KINDS = 'deployments,services,serviceaccounts,networkpolicies';
const podsSchema = z.object({ items: z.array(podSchema) });

/** Whether this object is there for the trial Jaeger alone. */
export function isOfTrialJaeger({ metadata }: Manifest): boolean {
  return metadata.labels?.[LABEL] === TRIAL_JAEGER;
}

/** Removes the trial Jaeger and all that is there for it; there may be none. */
export async function removeTrialJaeger(cluster: Cluster): Promise<void> {
  await askKubectl(cluster, ['delete', KINDS, ...OF_TRIAL_JAEGER, '--ignore-not-found', '--wait=false']);
}

/** The trial Jaeger in this cluster, `waitMs` later at most. Throws LabError, with the reason, when it is not ready then. */
export async function findTrialJaeger(cluster: Cluster, waitMs = 0): Promise<Beside> {
  let pod: Pod | undefined;
  const isThere = async () => {
    pod = await podOfTrialJaeger(cluster);
    return pod !== undefined && isReady(pod);
  };
  if (!(await waitUntil(isThere, waitMs, 500)) || !pod) throw notReady(pod);
  const restarts = pod.status.containerStatuses.map(({ restartCount }) => restartCount).join();
  return {
    url: `http://${(await findPlaces(cluster)).get(TRIAL_JAEGER)}`,
    process: `${pod.metadata.uid} ${restarts}`,
  };
}

async function podOfTrialJaeger(cluster: Cluster): Promise<Pod | undefined> {
  const answer = await askKubectl(cluster, ['get', 'pods', ...OF_TRIAL_JAEGER, '--output', 'json']);
  const { items } = podsSchema.parse(JSON.parse(answer));
  return items.find(({ metadata }) => !metadata.deletionTimestamp);
}

function notReady(pod: Pod | undefined): LabError {
  const why = pod ? explainPod(pod) : 'the cluster has no pod of it';
  return new LabError(`The trial Jaeger is not ready: ${why}.`, {
    next: ['npx lab apply collector', 'npx lab check'],
  });
}
