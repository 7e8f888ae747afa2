import type { PartName } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { askKubectl } from './ask-kubectl.ts';
import type { Cluster } from './cluster.ts';
import { namespaceOf, workloadsOfPart } from './part-workloads.ts';

// Kubernetes signals no container: it ends a pod, at once or after its drain. One second is the least that does not let
// go of a pod whose processes still have its volume.
const GRACE: Partial<Record<NodeJS.Signals, string[]>> = {
  SIGKILL: ['--grace-period', '1'],
  SIGTERM: [],
  SIGINT: [],
};

/** Ends a part's pods by this signal; the cluster makes others in their place. Throws LabError for a signal that pods do not take. */
export async function endPods(cluster: Cluster, part: PartName, signal: NodeJS.Signals): Promise<void> {
  const grace = GRACE[signal];
  if (!grace)
    throw new LabError(`A pod takes SIGKILL, SIGTERM and SIGINT, and not ${signal}.`, {
      next: [`npx lab logs ${part}`],
      exitCode: 2,
    });
  const label = `app.kubernetes.io/name in (${workloadsOfPart(part).join(',')})`;
  await askKubectl(cluster, [
    ...['delete', 'pods', '--namespace', namespaceOf(part), '--selector', label, '--wait=false'],
    ...grace,
  ]);
}
