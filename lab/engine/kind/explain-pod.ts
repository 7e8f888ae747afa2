import type { Pod } from './pod.ts';

const BOOKSTORE_IMAGE = /bookstore-tracing-lab\/bookstore/;
const NO_IMAGE = ['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName'];
// What a container reads is not there. That the node has not seen it yet is called the same, and passes.
const NO_CONFIG = 'CreateContainerConfigError';
const NOT_SEEN_YET = /^failed to sync .+ cache/;
// One may be the broker's or the database's fault.
const FAILED_STARTS_LIMIT = 2;

/** What keeps a pod from being ready, in one line. */
export function explainPod(pod: Pod): string {
  const [container] = pod.status.containerStatuses;
  const waiting = container?.state.waiting;
  if (waiting && NO_IMAGE.includes(waiting.reason ?? ''))
    return explainImage(container.image, waiting.message);
  const end = lastEndOf(pod);
  if (end) return end;
  if (waiting?.message) return firstSentence(waiting.message);
  const unscheduled = pod.status.conditions.find(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  );
  if (unscheduled) return `no node takes it: ${firstSentence(unscheduled.message ?? '')}`;
  return container?.state.running ? 'does not answer yet' : 'gets its image and its volumes';
}

/** Whether a pod will not start however long one waits. What is pulled may come yet; our own image is on no registry. */
export function isHopeless({ status, metadata }: Pod): boolean {
  if (metadata.deletionTimestamp) return false;
  return status.containerStatuses.some(({ state, restartCount, image }) => {
    const { reason = '', message = '' } = state.waiting ?? {};
    if (NO_IMAGE.includes(reason)) return BOOKSTORE_IMAGE.test(image);
    if (reason === NO_CONFIG) return !NOT_SEEN_YET.test(message);
    const ended = state.terminated !== undefined || reason === 'CrashLoopBackOff';
    return ended && restartCount + 1 >= FAILED_STARTS_LIMIT;
  });
}

/** How a pod's container ended the last time; undefined if it never has. */
export function lastEndOf({ status }: Pod): string | undefined {
  for (const { state, lastState } of status.containerStatuses) {
    const end = state.terminated ?? lastState.terminated;
    // As every container does when its node goes down.
    if (!end || (end.exitCode === 0 && state.running)) continue;
    if (end.reason === 'OOMKilled') return 'it needed more memory than its limit in deploy/k8s';
    return `exited with code ${end.exitCode}`;
  }
  return undefined;
}

function explainImage(image: string, message = ''): string {
  if (BOOKSTORE_IMAGE.test(image)) return `the cluster has no image ${image}`;
  return `its image ${image} cannot be pulled: ${firstSentence(message)}`;
}

function firstSentence(text: string): string {
  return text.split(/\. |\n/)[0]?.slice(0, 300) ?? '';
}
