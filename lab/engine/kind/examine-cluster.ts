import { LabError } from '../lab-error.ts';
import { checkDisk } from '../local/doctor/check-machine.ts';
import { checkNode } from '../local/doctor/check-node.ts';
import { bad, type Finding, note, ok } from '../local/doctor/finding.ts';
import type { Cluster } from './cluster.ts';
import { describePart } from './describe-part.ts';
import { inspectCluster } from './inspect-cluster.ts';
import { requireKubectl, requireTools } from './require-tools.ts';

/** Examines a lab that runs in a cluster, and what it needs; changes nothing. */
export async function examineCluster(cluster: Cluster): Promise<Finding[]> {
  const tools = await tried('tools', async () => {
    await (cluster.own ? requireTools() : requireKubectl());
    return [ok('tools', cluster.own ? 'Docker, kind and kubectl are there' : 'kubectl is there')];
  });
  const parts = await tried('lab', () => checkParts(cluster));
  return [...tools, ...parts, checkNode(), checkDisk(cluster.paths)];
}

async function checkParts(cluster: Cluster): Promise<Finding[]> {
  const objects = await inspectCluster(cluster);
  if (objects.size === 0) return [ok('lab', 'the cluster runs none: npx lab up --engine kind')];
  const parts = [...objects].map(([name, part]) => describePart(name, part));
  const unwell = parts.filter(({ state, lastExit }) => state !== 'ready' || lastExit !== null);
  if (unwell.length === 0) return [ok('lab', `${parts.length} parts run in the cluster, and all are ready`)];
  return unwell.map(({ name, state, detail, lastExit }) =>
    (state === 'ready' ? note : bad)(
      'lab',
      `${name} is ${state}: ${detail ?? lastExit ?? 'no answer'}`,
      `npx lab logs ${name}`,
      `npx lab apply ${name}`,
    ),
  );
}

async function tried(check: string, examine: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await examine();
  } catch (error) {
    if (error instanceof LabError) return [bad(check, error.message, ...error.next)];
    throw error;
  }
}
