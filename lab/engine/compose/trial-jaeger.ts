import { z } from 'zod';
import type { Beside } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { waitUntil } from '../local/process/wait-until.ts';
import { TRIAL_JAEGER, wantsTrialJaeger } from '../trial-jaeger.ts';
import { askDocker } from './ask-docker.ts';
import { type ComposeProject, projectFilter } from './compose-project.ts';
import { type Container, containerSchema } from './container.ts';
import { hostPort } from './container-ports.ts';
import { runDocker } from './run-docker.ts';

const PAGE_PORT = 16_686; // within its container

/** The trial Jaeger as a container, `waitMs` later at most. Throws LabError, with its state, when it is not ready then. */
export async function findTrialJaeger(project: ComposeProject, waitMs = 0): Promise<Beside> {
  let container: Container | undefined;
  const isReady = async () => {
    container = await inspectTrialJaeger(project);
    return container?.State.Health?.Status === 'healthy';
  };
  const ready = await waitUntil(isReady, waitMs, 500);
  const port = hostPort(container, PAGE_PORT);
  if (ready && container && port)
    return { url: `http://127.0.0.1:${port}`, process: `${container.Id} ${container.State.StartedAt}` };
  const why = container ? `its container is ${container.State.Status}` : 'it has no container';
  throw new LabError(`The trial Jaeger is not ready: ${why}.`, {
    next: ['npx lab apply collector', 'npx lab check'],
  });
}

/** Removes the trial Jaeger where the active chapter has none. */
export async function removeTrialJaeger(project: ComposeProject): Promise<void> {
  if (wantsTrialJaeger()) return;
  const container = await inspectTrialJaeger(project);
  if (container) await askDocker(['rm', '--force', container.Id]);
}

async function inspectTrialJaeger(project: ComposeProject): Promise<Container | undefined> {
  const own = ['--filter', `label=com.docker.compose.service=${TRIAL_JAEGER}`];
  const id = (
    await askDocker(['ps', '--all', '--quiet', '--no-trunc', ...projectFilter(project), ...own])
  ).trim();
  if (id === '') return undefined;
  const { stdout } = await runDocker(['inspect', '--type', 'container', id]);
  return z.array(containerSchema).parse(JSON.parse(stdout))[0];
}
