import type { PartName } from '../engine.ts';
import { followOutput } from '../follow-output.ts';
import type { FollowOptions } from '../local/follow-log.ts';
import type { Cluster } from './cluster.ts';
import { namespaceOf, workloadsOfPart } from './part-workloads.ts';

/** The last lines of the log of each of a part's pods, then, with `follow`, every new one until `signal` aborts or they end. */
export function followPodsLog(
  { kubeconfig }: Cluster,
  part: PartName,
  options: FollowOptions,
): AsyncGenerator<string> {
  const names = workloadsOfPart(part);
  const args = [
    ...['--kubeconfig', kubeconfig, 'logs', '--namespace', namespaceOf(part)],
    ...['--selector', `app.kubernetes.io/name in (${names.join(',')})`],
    ...['--tail', String(options.lines), '--max-log-requests', '20'],
    ...(names.length > 1 ? ['--prefix'] : []),
    ...(options.follow ? ['--follow'] : []),
  ];
  return followOutput('kubectl', args, options.signal);
}
