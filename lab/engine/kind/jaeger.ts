import { z } from 'zod';
import { LabError } from '../lab-error.ts';
import { homePaths } from '../local/home-paths.ts';
import { waitUntil } from '../local/process/wait-until.ts';
import { findPlaces } from './addresses.ts';
import { askKubectl } from './ask-kubectl.ts';
import { type Cluster, findCluster } from './cluster.ts';
import { explainPod } from './explain-pod.ts';
import type { Manifest } from './manifest.ts';
import { isReady, type Pod, podSchema } from './pod.ts';
import { rememberedCluster } from './remembered-cluster.ts';

/** Where Jaeger is asked, and which process that is: the next one knows nothing of what this one was sent. */
export type Jaeger = { url: string; process: string };

const [LABEL, NAME] = ['app.kubernetes.io/name', 'jaeger'];
const OF_JAEGER = ['--namespace', 'tracing', '--selector', `${LABEL}=${NAME}`];
const KINDS = 'deployments,services,serviceaccounts,networkpolicies';
const podsSchema = z.object({ items: z.array(podSchema) });

/** Whether the chapter has Jaeger beside Tempo. It is no part of the lab: nothing but that chapter waits for it. */
export function wantsJaeger({ LAB_BESIDE }: Record<string, string>): boolean {
  return LAB_BESIDE === NAME;
}

/** Whether this object is there for Jaeger alone. */
export function isOfJaeger({ metadata }: Manifest): boolean {
  return metadata.labels?.[LABEL] === NAME;
}

/** Removes Jaeger and all that is there for it; there may be none. */
export async function removeJaeger(cluster: Cluster): Promise<void> {
  await askKubectl(cluster, ['delete', KINDS, ...OF_JAEGER, '--ignore-not-found', '--wait=false']);
}

/** The Jaeger of the lab that runs, `waitMs` later at most. Throws LabError, with the reason, when it is not ready then. */
export async function findJaeger(waitMs = 0): Promise<Jaeger> {
  const paths = homePaths();
  const cluster = rememberedCluster(paths) ?? findCluster(paths);
  let pod: Pod | undefined;
  const isThere = async () => {
    pod = await podOfJaeger(cluster);
    return pod !== undefined && isReady(pod);
  };
  if (!(await waitUntil(isThere, waitMs, 500)) || !pod) throw notReady(pod);
  const restarts = pod.status.containerStatuses.map(({ restartCount }) => restartCount).join();
  return {
    url: `http://${(await findPlaces(cluster)).get(NAME)}`,
    process: `${pod.metadata.uid} ${restarts}`,
  };
}

async function podOfJaeger(cluster: Cluster): Promise<Pod | undefined> {
  const answer = await askKubectl(cluster, ['get', 'pods', ...OF_JAEGER, '--output', 'json']);
  const { items } = podsSchema.parse(JSON.parse(answer));
  return items.find(({ metadata }) => !metadata.deletionTimestamp);
}

function notReady(pod: Pod | undefined): LabError {
  const why = pod ? explainPod(pod) : 'the cluster has no pod of it';
  return new LabError(`Jaeger is not ready: ${why}.`, { next: ['npx lab apply collector', 'npx lab check'] });
}
