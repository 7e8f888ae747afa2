import { claimLab } from '../claim-lab.ts';
import type { Engine, EngineStatus, PartName, StatusOptions } from '../engine.ts';
import { homePaths } from '../local/home-paths.ts';
import { partsWith, storesAmong } from '../parts-of-stores.ts';
import { applyContainers } from './apply-containers.ts';
import { askDocker } from './ask-docker.ts';
import { bringDown } from './bring-down.ts';
import { addressesOf, bringUp } from './bring-up.ts';
import { chooseStores } from './choose-stores.ts';
import { type ComposeProject, composeProject } from './compose-project.ts';
import { describeContainer } from './describe-container.ts';
import { followContainerLog } from './follow-container-log.ts';
import { inspectContainers } from './inspect-containers.ts';
import { memoryOfContainers } from './memory-of-containers.ts';
import { requireContainer } from './require-container.ts';
import { requireDocker } from './require-docker.ts';
import { requireReadable } from './require-readable.ts';
import { samplingOf } from './sampling-of.ts';
import { signalContainer } from './signal-container.ts';
import { findTrialJaeger } from './trial-jaeger.ts';

const STOP_LIMIT_MS = 60_000;

/** The whole stack as containers of docker-compose.yml, always with its backends. */
export function composeEngine(project: ComposeProject = composeProject(homePaths())): Engine {
  const act = async (action: 'restart' | 'stop' | 'start', part: PartName) => {
    const { Id } = await requireContainer(project, part);
    await askDocker([action, Id], { limitMs: STOP_LIMIT_MS });
  };
  return {
    name: 'compose',
    up: async (options) => {
      await requireDocker();
      requireReadable();
      return claimLab(project.paths, 'compose', () => bringUp(project, options));
    },
    down: (options) => claimLab(project.paths, 'compose', () => bringDown(project, options)),
    status: (options) => readStatus(project, options),
    logs: async function* (part, options) {
      yield* followContainerLog((await requireContainer(project, part)).Id, options);
    },
    addresses: async () => addressesOf(await inspectContainers(project)),
    restart: (part) => act('restart', part),
    apply: (parts) => claimLab(project.paths, 'compose', () => applyContainers(project, parts)),
    kill: (part, signal) => signalContainer(project, part, signal),
    trialJaeger: (waitMs) => findTrialJaeger(project, waitMs),
    stop: (part) => act('stop', part),
    start: (part) => act('start', part),
  };
}

async function readStatus(project: ComposeProject, asked: StatusOptions = {}): Promise<EngineStatus> {
  const containers = await inspectContainers(project);
  const running = [...containers.values()].filter(({ State }) => State.Status === 'running');
  const memory = await memoryOfContainers(asked.memory ? running.map(({ Id }) => Id) : []);
  const stores = storesAmong(containers.keys());
  const parts = partsWith(stores ?? chooseStores(containers)).map((name) => {
    const container = containers.get(name);
    return describeContainer(name, container, memory.get(container?.Id ?? '') ?? null);
  });
  const starting = parts.some(({ state }) => state === 'starting');
  const phase = running.length === 0 ? 'stopped' : starting ? 'starting' : 'running';
  return { engine: 'compose', phase, sampling: samplingOf(containers), stores, parts };
}
