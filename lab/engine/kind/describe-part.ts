import type { PartName, PartState, PartStatus } from '../engine.ts';
import { withoutPassword } from '../without-password.ts';
import { explainPod, isHopeless, lastEndOf } from './explain-pod.ts';
import type { PartObjects } from './inspect-cluster.ts';
import { hasStarted, isReady, type Pod } from './pod.ts';
import { isStopped, isUpdated, wantedPods } from './workload.ts';

/** A part's status from its workloads and pods, as `lab status` shows it. */
export function describePart(
  name: PartName,
  objects: PartObjects | undefined,
  address: string | null = null,
  rssBytes: number | null = null,
): PartStatus {
  const pods = objects?.pods ?? [];
  const staying = pods.filter(({ metadata }) => !metadata.deletionTimestamp);
  const containers = staying.flatMap(({ status }) => status.containerStatuses);
  const state = stateOf(objects);
  const [image] = objects?.workloads.flatMap(({ spec }) => spec.template.spec.containers) ?? [];
  return {
    name,
    state,
    url: address && state !== 'stopped' ? withoutPassword(address) : null,
    pid: null,
    restarts: containers.reduce((sum, { restartCount }) => sum + restartCount, 0),
    rssBytes,
    version: image?.image.split(':').at(-1) ?? null,
    uptimeSeconds: uptimeOf(staying),
    lastExit: staying.map(lastEndOf).find(Boolean) ?? null,
    detail: state === 'ready' || state === 'stopped' ? null : detailOf(objects),
  };
}

function stateOf(objects: PartObjects | undefined): PartState {
  if (!objects || objects.workloads.length === 0) return 'stopped';
  const { workloads, pods } = objects;
  if (workloads.some(isStopped)) return 'stopped';
  if (pods.some(isHopeless)) return 'failed';
  const wanted = workloads.reduce((sum, workload) => sum + wantedPods(workload), 0);
  if (!workloads.every(isUpdated) || pods.length !== wanted) return 'starting';
  if (pods.every(isReady)) return 'ready';
  return pods.every(hasStarted) ? 'unready' : 'starting';
}

function detailOf(objects: PartObjects | undefined): string | null {
  const pods = objects?.pods ?? [];
  const unwell = pods.filter((pod) => !isReady(pod));
  const worst = unwell.find(isHopeless) ?? unwell.find(({ metadata }) => !metadata.deletionTimestamp);
  if (worst) return explainPod(worst);
  return unwell.length > 0 ? 'the one before it is ending' : 'its pod is being made';
}

/** Of the pod that has run longest: whatever was saved later, it does not know. */
function uptimeOf(pods: Pod[]): number | null {
  const starts = pods
    .flatMap(({ status }) => status.containerStatuses)
    .flatMap(({ state }) => (state.running ? [Date.parse(state.running.startedAt)] : []));
  return starts.length === 0 ? null : Math.round((Date.now() - Math.min(...starts)) / 1_000);
}
