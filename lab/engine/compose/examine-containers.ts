import { LabError } from '../lab-error.ts';
import { checkDisk } from '../local/doctor/check-machine.ts';
import { checkNode } from '../local/doctor/check-node.ts';
import { bad, type Finding, ok } from '../local/doctor/finding.ts';
import type { ComposeProject } from './compose-project.ts';
import { describeContainer } from './describe-container.ts';
import { inspectContainers } from './inspect-containers.ts';
import { requireDocker } from './require-docker.ts';
import { requireReadable } from './require-readable.ts';

/** Examines a lab that compose runs, and what it needs; changes nothing. */
export async function examineContainers(project: ComposeProject): Promise<Finding[]> {
  const docker = await tried('docker', 'Docker and compose answer, with enough memory', requireDocker);
  const parts = docker.level === 'ok' ? await checkParts(project) : [];
  const files = await tried('files', 'the containers may read services/ and deploy/', requireReadable);
  return [docker, ...parts, files, checkNode(), checkDisk(project.paths)];
}

async function checkParts(project: ComposeProject): Promise<Finding[]> {
  const containers = await inspectContainers(project);
  if (containers.size === 0) return [ok('lab', 'no container runs: npx lab up')];
  const parts = [...containers].map(([name, container]) => describeContainer(name, container));
  const unwell = parts.filter(({ state, lastExit }) => state !== 'ready' || lastExit !== null);
  if (unwell.length === 0) return [ok('lab', `${parts.length} containers run, and all are healthy`)];
  return unwell.map(({ name, state, detail, lastExit }) =>
    bad(
      'lab',
      `${name} is ${state}: ${detail ?? lastExit ?? 'no answer'}`,
      `npx lab logs ${name}`,
      'npx lab up',
    ),
  );
}

async function tried(check: string, well: string, require: () => Promise<void> | void): Promise<Finding> {
  try {
    await require();
    return ok(check, well);
  } catch (error) {
    if (error instanceof LabError) return bad(check, error.message, ...error.next);
    throw error;
  }
}
