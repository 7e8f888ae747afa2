import type { PartName } from '../engine.ts';
import { waitUntil } from '../local/process/wait-until.ts';
import { askDocker } from './ask-docker.ts';
import type { ComposeProject } from './compose-project.ts';
import { requireContainer } from './require-container.ts';

const ENDING: NodeJS.Signals[] = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGQUIT'];
const END_LIMIT_MS = 35_000; // longer than any stop_grace_period

/** Sends a signal to a part; if that ends it, starts it again like after a crash. SIGSTOP and SIGCONT reach all its processes. */
export async function signalContainer(
  project: ComposeProject,
  part: PartName,
  signal: NodeJS.Signals,
): Promise<void> {
  const { Id } = await requireContainer(project, part);
  if (signal === 'SIGSTOP') return void (await askDocker(['pause', Id]));
  if (signal === 'SIGCONT') return void (await askDocker(['unpause', Id]));
  await askDocker(['kill', '--signal', signal, Id]);
  if (!ENDING.includes(signal)) return;
  // Docker takes a kill by its own hand for a wish and leaves the container ended.
  const ended = async () => (await requireContainer(project, part)).State.Status === 'exited';
  if (await waitUntil(ended, END_LIMIT_MS, 500)) await askDocker(['start', Id]);
}
