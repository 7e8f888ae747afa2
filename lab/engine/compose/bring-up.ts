import { type Addresses, PART_NAMES, type PartName, type UpOptions, type UpResult } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { readSampling } from '../read-sampling.ts';
import { choosePorts } from './choose-ports.ts';
import { chooseStores } from './choose-stores.ts';
import { type ComposeProject, composeArguments } from './compose-project.ts';
import type { Container } from './container.ts';
import { containerAddress } from './container-address.ts';
import { hostPort } from './container-ports.ts';
import { getImages } from './get-images.ts';
import { inspectContainers } from './inspect-containers.ts';
import { PortTaken } from './port-taken.ts';
import { rememberProject } from './remembered-project.ts';
import { removeOtherStores } from './remove-other-stores.ts';
import { restartEdited } from './restart-edited.ts';
import { runDocker } from './run-docker.ts';
import { samplingOf } from './sampling-of.ts';
import { EVERY_PROFILE, stackEnvironment } from './stack-environment.ts';
import { startContainers } from './start-containers.ts';
import { removeTrialJaeger } from './trial-jaeger.ts';

const STOP_LIMIT_MS = 120_000;
const PORT_ATTEMPTS = 5;
const METRICS_PORTS = [8888, 8889]; // within the Collector's container, of each gateway

/** Starts what does not run and waits until every container is healthy. Throws LabError; EngineUnavailable before anything runs. */
export async function bringUp(project: ComposeProject, options: UpOptions = {}): Promise<UpResult> {
  const calledAtMs = Date.now();
  const before = await inspectContainers(project);
  const stores = chooseStores(before);
  const stack = stackEnvironment(stores, readSampling());
  try {
    await getImages(project, stack, options);
    rememberProject(project);
    for (const part of await restartEdited(before))
      options.onNotice?.(`${part} was restarted: its files were saved`);
    await removeOtherStores(project, stores, options.onNotice);
    await removeTrialJaeger(project);
    await startOnFreePorts(project, stack, options);
  } catch (error) {
    throw await undo(project, before, options.signal?.aborted ? interrupted(before) : error);
  }
  const containers = await inspectContainers(project);
  return {
    started: hasChanged(before, containers),
    seconds: (Date.now() - calledAtMs) / 1_000,
    addresses: addressesOf(containers),
    sampling: samplingOf(containers),
  };
}

// Minutes may pass between the choice of a port and the start of its container.
async function startOnFreePorts(
  project: ComposeProject,
  stack: NodeJS.ProcessEnv,
  options: UpOptions,
  attempts = PORT_ATTEMPTS,
): Promise<void> {
  const ports = await choosePorts(project, await inspectContainers(project), options.onNotice ?? (() => {}));
  try {
    await startContainers(project, { ...ports, ...stack }, options);
  } catch (error) {
    if (!(error instanceof PortTaken) || attempts <= 1) throw error;
    await startOnFreePorts(project, stack, options, attempts - 1);
  }
}

/** The address of every part that runs. Throws LabError when the lab does not. */
export function addressesOf(containers: Map<PartName, Container>): Addresses {
  const addresses = PART_NAMES.flatMap((name) => {
    const address = containerAddress(name, containers.get(name));
    return address === null ? [] : [[name, address] as const];
  });
  if (addresses.length === 0) throw new LabError('The lab is not running.', { next: ['npx lab up'] });
  return { ...Object.fromEntries(addresses), ...metricsOf(containers.get('collector')) } as Addresses;
}

function metricsOf(collector: Container | undefined): Pick<Partial<Addresses>, 'collector-metrics'> {
  const tiers = collector?.Config.Env?.includes('COLLECTOR_TIERS=2') ? 2 : 1;
  const ports = METRICS_PORTS.slice(0, tiers).flatMap((port) => hostPort(collector, port) ?? []);
  return ports.length > 0 ? { 'collector-metrics': ports.map((port) => `http://127.0.0.1:${port}`) } : {};
}

function isRunning(containers: Map<PartName, Container>): boolean {
  return [...containers.values()].some(({ State }) => State.Status === 'running');
}

// Stopped, not removed: their logs say what has happened.
async function undo(project: ComposeProject, before: Map<PartName, Container>, error: unknown) {
  if (!isRunning(before))
    await runDocker([...composeArguments(project), 'stop'], { env: EVERY_PROFILE, limitMs: STOP_LIMIT_MS });
  return error;
}

function interrupted(before: Map<PartName, Container>): LabError {
  return isRunning(before)
    ? new LabError('Interrupted; what was running before goes on.', {
        next: ['npx lab status', 'npx lab down'],
      })
    : new LabError('Interrupted: what had been started is stopped again.', { next: ['npx lab up'] });
}

function hasChanged(before: Map<PartName, Container>, now: Map<PartName, Container>): boolean {
  return [...now].some(([name, { Id, State }]) => {
    const earlier = before.get(name);
    return earlier?.Id !== Id || earlier.State.StartedAt !== State.StartedAt;
  });
}
