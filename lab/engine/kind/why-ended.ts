import { pathToFileURL } from 'node:url';
import type { PartStatus } from '../engine.ts';
import { REPOSITORY } from '../local/home-paths.ts';
import { firstError } from '../local/supervisor/explain-exit.ts';
import { runKubectl } from './ask-kubectl.ts';
import type { Cluster } from './cluster.ts';
import { isHopeless } from './explain-pod.ts';
import { inspectCluster } from './inspect-cluster.ts';

const LINES_READ = '200';

/** The status of a part that has failed with the first error of its log, where it tells one. */
export async function withReason(cluster: Cluster, part: PartStatus): Promise<PartStatus> {
  if (!part.lastExit?.startsWith('exited with')) return part;
  const pods = (await inspectCluster(cluster)).get(part.name)?.pods ?? [];
  const pod = pods.find(isHopeless) ?? pods[0];
  if (!pod) return part;
  const { name, namespace } = pod.metadata;
  const { stdout } = await runKubectl(cluster, [
    'logs',
    '--namespace',
    namespace,
    name,
    '--tail',
    LINES_READ,
  ]);
  const why = firstError(stdout.replaceAll('file:///app/', `${pathToFileURL(REPOSITORY)}/`));
  return why ? { ...part, lastExit: `${part.lastExit}: ${why}` } : part;
}
