import { setTimeout as after } from 'node:timers/promises';
import type { PartName, UpOptions } from '../engine.ts';
import { partsWith } from '../parts-of-stores.ts';
import { chooseStores } from './choose-stores.ts';
import { type ComposeProject, composeArguments } from './compose-project.ts';
import type { Container } from './container.ts';
import { describeContainer } from './describe-container.ts';
import { explainFailure } from './explain-failure.ts';
import { inspectContainers } from './inspect-containers.ts';
import { runDocker } from './run-docker.ts';

const START_LIMIT_S = 300;
const LOOK_EVERY_MS = 1_000;

/** Starts what does not run and waits until every container is healthy. Throws LabError with the part that was to blame. */
export async function startContainers(
  project: ComposeProject,
  env: NodeJS.ProcessEnv,
  options: UpOptions,
): Promise<void> {
  const deadline = Date.now() + START_LIMIT_S * 1_000;
  const wait = ['--wait', '--wait-timeout', String(START_LIMIT_S)];
  const up = runDocker(
    [...composeArguments(project), 'up', '--detach', ...wait, '--no-build', '--remove-orphans'],
    { env, limitMs: (START_LIMIT_S + 30) * 1_000, signal: options.signal },
  );
  let answer: Awaited<typeof up> | undefined;
  while (answer === undefined) {
    report(await inspectContainers(project).catch(() => new Map()), deadline, options);
    answer = await Promise.race([up, after(LOOK_EVERY_MS, undefined)]);
  }
  options.signal?.throwIfAborted();
  if (answer.code !== 0) throw explainFailure(answer.stderr, await inspectContainers(project));
}

function report(containers: Map<PartName, Container>, deadline: number, { onProgress }: UpOptions): void {
  const secondsLeft = Math.max(0, Math.ceil((deadline - Date.now()) / 1_000));
  const names = partsWith(chooseStores(containers));
  const parts = names.map((name) => describeContainer(name, containers.get(name)));
  onProgress?.({
    ready: parts.filter(({ state }) => state === 'ready').map(({ name }) => name),
    awaited: parts
      .filter(({ state }) => state !== 'ready')
      .map(({ name, detail }) => ({ name, doing: detail ?? 'not started yet', secondsLeft })),
  });
}
