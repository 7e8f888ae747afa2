import { pathToFileURL } from 'node:url';
import type { PartName, PartStatus } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { REPOSITORY } from '../local/home-paths.ts';
import { waitUntil } from '../local/process/wait-until.ts';
import { firstError } from '../local/supervisor/explain-exit.ts';
import { readSampling } from '../read-sampling.ts';
import { TRIAL_JAEGER, wantsTrialJaeger } from '../trial-jaeger.ts';
import { choosePorts } from './choose-ports.ts';
import { chooseStores } from './choose-stores.ts';
import { type ComposeProject, composeArguments } from './compose-project.ts';
import type { Container } from './container.ts';
import { describeContainer } from './describe-container.ts';
import { explainFailure } from './explain-failure.ts';
import { getImages } from './get-images.ts';
import { inspectContainers } from './inspect-containers.ts';
import { PortTaken } from './port-taken.ts';
import { requireContainer } from './require-container.ts';
import { runDocker } from './run-docker.ts';
import { stackEnvironment } from './stack-environment.ts';
import { removeTrialJaeger } from './trial-jaeger.ts';

const CREATE_LIMIT_MS = 120_000;
const READY_LIMIT_MS = 90_000;
const LOOK_EVERY_MS = 1_000;
const PORT_ATTEMPTS = 5;
const LINES_READ = '200';
// One may be the broker's or the database's fault.
const FAILED_STARTS_LIMIT = 2;
const ENDED = /^\S+ has ended with exit code \d+;/gm; // as services/container/restart-on-save.sh says it

/** Puts new containers in the place of these parts' and resolves when each is healthy. Throws LabError. */
export async function applyContainers(project: ComposeProject, parts: PartName[]): Promise<void> {
  for (const part of parts) await requireContainer(project, part);
  const stores = chooseStores(await inspectContainers(project));
  await removeTrialJaeger(project);
  const beside = parts.includes('collector') && wantsTrialJaeger() ? [TRIAL_JAEGER] : [];
  const stack = stackEnvironment(stores, readSampling());
  if (beside.length > 0) await getImages(project, stack, {});
  await recreate(project, [...parts, ...beside], stack);
  await awaitHealth(project, parts);
}

// A port is free for a moment while its container is replaced: whoever takes it then keeps it.
async function recreate(
  project: ComposeProject,
  services: string[],
  stack: NodeJS.ProcessEnv,
  attempts = PORT_ATTEMPTS,
): Promise<void> {
  const ports = await choosePorts(project, await inspectContainers(project), () => {});
  const up = ['up', '--detach', '--no-deps', '--no-build', '--force-recreate', ...services];
  const { code, stderr } = await runDocker([...composeArguments(project), ...up], {
    env: { ...ports, ...stack },
    limitMs: CREATE_LIMIT_MS,
  });
  if (code === 0) return;
  const error = explainFailure(stderr, await inspectContainers(project));
  if (!(error instanceof PortTaken) || attempts <= 1) throw error;
  await recreate(project, services, stack, attempts - 1);
}

async function awaitHealth(project: ComposeProject, parts: PartName[]): Promise<void> {
  let awaited: PartStatus[] = [];
  const ready = async () => {
    const containers = await inspectContainers(project);
    awaited = parts
      .map((part) => describeContainer(part, containers.get(part)))
      .filter(({ state }) => state !== 'ready');
    for (const { name } of awaited) await throwIfHopeless(name, containers.get(name));
    return awaited.length === 0;
  };
  if (await waitUntil(ready, READY_LIMIT_MS, LOOK_EVERY_MS)) return;
  const [{ name, detail, lastExit, state }] = awaited as [PartStatus];
  throw notReady(name, lastExit ?? detail ?? state);
}

async function throwIfHopeless(name: PartName, container: Container | undefined): Promise<void> {
  if (!container) return;
  const { stdout, stderr } = await runDocker(['logs', '--tail', LINES_READ, container.Id]);
  const log = (stdout + stderr).replaceAll('file:///app/', `${pathToFileURL(REPOSITORY)}/`);
  const ends = Math.max(container.RestartCount, log.match(ENDED)?.length ?? 0);
  if (ends >= FAILED_STARTS_LIMIT) throw notReady(name, firstError(log) ?? 'its log does not say why');
}

function notReady(name: PartName, why: string): LabError {
  return new LabError(`${name} did not become ready: ${why}`, {
    next: [`npx lab logs ${name}`, 'npx lab status'],
  });
}
