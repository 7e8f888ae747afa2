import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { UpOptions } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { REPOSITORY } from '../local/home-paths.ts';
import { isPortFree } from '../local/ports/loopback-port.ts';
import { portHolder } from '../local/ports/port-holder.ts';
import { waitUntil } from '../local/process/wait-until.ts';
import { runProgram } from '../run-program.ts';
import { runKubectl } from './ask-kubectl.ts';
import { CLUSTER_NAME, type Cluster, folderOf } from './cluster.ts';
import { readNodePorts } from './node-ports.ts';
import { showStep } from './show-step.ts';

const CREATE_LIMIT_MS = 900_000; // the node's image is a gigabyte
const ANSWER_LIMIT_MS = 60_000;
const NAME = ['--name', CLUSTER_NAME];

/**
 * Makes the lab's cluster with kind, or takes the one that is there. Returns whether it made one. Throws LabError, and
 * leaves nothing half made.
 */
export async function makeCluster(cluster: Cluster, options: UpOptions): Promise<boolean> {
  mkdirSync(folderOf(cluster.paths), { recursive: true });
  if (await isThere()) {
    await takeCluster(cluster);
    return false;
  }
  await requireFreePorts();
  const done = showStep(options, 'making the cluster', CREATE_LIMIT_MS);
  const config = ['--config', join(REPOSITORY, 'deploy/k8s/kind.yaml')];
  const { code, stderr } = await runProgram(
    'kind',
    ['create', 'cluster', ...NAME, ...config, '--kubeconfig', cluster.kubeconfig, '--wait', '120s'],
    { limitMs: CREATE_LIMIT_MS, signal: options.signal },
  ).finally(done);
  if (code === 0 && !options.signal?.aborted) return true;
  await deleteCluster(cluster);
  options.signal?.throwIfAborted();
  throw new LabError(`kind could not make the cluster: ${lastError(stderr)}`, {
    next: ['scripts/kind.sh up', 'npx lab up --engine local'],
  });
}

/** Removes the lab's cluster with all that is in it; there may be none. Throws LabError when kind cannot. */
export async function deleteCluster(cluster: Cluster): Promise<void> {
  const { code, stderr } = await runProgram(
    'kind',
    ['delete', 'cluster', ...NAME, '--kubeconfig', cluster.kubeconfig],
    { limitMs: ANSWER_LIMIT_MS },
  );
  if (code !== 0)
    throw new LabError(`kind could not remove the cluster: ${lastError(stderr)}`, {
      next: ['scripts/kind.sh down', `docker rm --force ${CLUSTER_NAME}-control-plane`],
    });
  rmSync(folderOf(cluster.paths), { recursive: true, force: true });
}

/** Whether kind knows the lab's cluster, whole or not. */
export async function isThere(): Promise<boolean> {
  const { stdout } = await runProgram('kind', ['get', 'clusters']);
  return stdout.split('\n').includes(CLUSTER_NAME);
}

async function takeCluster(cluster: Cluster): Promise<void> {
  // After the machine was started anew, its node may not have been.
  await runProgram('docker', ['start', `${CLUSTER_NAME}-control-plane`]);
  const exported = await runProgram('kind', [
    ...['export', 'kubeconfig', ...NAME, '--kubeconfig', cluster.kubeconfig],
  ]);
  const answers = async () => {
    const { code } = await runKubectl(cluster, ['get', '--raw', '/readyz', '--request-timeout', '5s']);
    return code === 0;
  };
  if (exported.code === 0 && (await waitUntil(answers, ANSWER_LIMIT_MS, 1_000))) return;
  throw new LabError(`The cluster ${CLUSTER_NAME} is there, but does not answer: it may be half made.`, {
    next: ['scripts/kind.sh down   (removes it)', 'scripts/kind.sh up'],
  });
}

async function requireFreePorts(): Promise<void> {
  for (const { name, hostPort } of readNodePorts().values()) {
    if (await isPortFree(hostPort)) continue;
    const holder = portHolder(hostPort);
    throw new LabError(`Port ${hostPort} (${name}) is taken${holder ? ` by ${holder}` : ''}.`, {
      next: [
        'npx lab down   (if it is a lab)',
        `end what has it, or choose another hostPort in deploy/k8s/kind.yaml`,
        'scripts/kind.sh up',
      ],
    });
  }
}

function lastError(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  return (lines.findLast((line) => /^error/i.test(line)) ?? lines.findLast(Boolean) ?? 'no reason given')
    .replace(/^error:\s*/i, '')
    .slice(0, 300);
}
