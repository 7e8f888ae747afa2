import { setTimeout as after } from 'node:timers/promises';
import type { PartName } from '../engine.ts';
import type { HomePaths } from './home-paths.ts';
import { isAlive, type ProcessIdentity } from './process/process-identity.ts';
import { waitUntil } from './process/wait-until.ts';
import { claimHolder } from './supervisor/claim-home.ts';
import { findSupervisor, type SupervisorClient } from './supervisor-client.ts';

const LISTENS_WITHIN_MS = 15_000;
// The limits of the parts, one after the other; apt-get may have to finish before.
const ENDS_WITHIN_MS = 400_000;
const LOOK_EVERY_MS = 200;
const KILLED_WITHIN_MS = 5_000;

/** Ends the instance's supervisor, if any, in an orderly way. Returns the parts that it has stopped. */
export async function stopSupervisor(
  paths: HomePaths,
  onProgress: (line: string) => void,
): Promise<PartName[]> {
  const holder = claimHolder(paths);
  if (!holder) return [];
  // One that has only just started does not listen yet; another `down` ends by itself.
  await waitUntil(() => findSupervisor(paths) !== undefined || !isAlive(holder), LISTENS_WITHIN_MS);
  const supervisor = findSupervisor(paths);
  if (supervisor) return stop(supervisor, onProgress);
  await endHolder(holder);
  return [];
}

async function stop(supervisor: SupervisorClient, onProgress: (line: string) => void): Promise<PartName[]> {
  let running: PartName[] = [];
  try {
    running = await runningParts(supervisor);
    await supervisor.shutDown();
    await watchEnd(supervisor, onProgress);
  } catch {
    // It has ended, or it hangs: both are seen by looking at the process.
  }
  await endHolder(supervisor.identity);
  return running;
}

async function watchEnd(supervisor: SupervisorClient, onProgress: (line: string) => void): Promise<void> {
  const deadline = Date.now() + ENDS_WITHIN_MS;
  let last = '';
  while (isAlive(supervisor.identity) && Date.now() < deadline) {
    const { parts } = await supervisor.describe();
    const line = parts
      .filter((part) => part.state !== 'stopped')
      .map((part) =>
        part.pid === null && part.detail ? `${part.name} (${withoutSeconds(part.detail)})` : part.name,
      )
      .join(', ');
    if (line && line !== last) onProgress(line);
    last = line;
    await after(LOOK_EVERY_MS);
  }
}

// Seconds that pass would make every look a new line.
function withoutSeconds(detail: string): string {
  return detail.replace(/ \(\d+ s\)$/, '');
}

async function runningParts(supervisor: SupervisorClient): Promise<PartName[]> {
  const { parts } = await supervisor.describe();
  return parts.filter((part) => part.state !== 'stopped').map((part) => part.name);
}

async function endHolder(holder: ProcessIdentity): Promise<void> {
  if (await waitUntil(() => !isAlive(holder), KILLED_WITHIN_MS)) return;
  // It hangs: its children are on disk and are ended by whoever asked for its end.
  if (isAlive(holder)) process.kill(holder.pid, 'SIGKILL');
  await waitUntil(() => !isAlive(holder), KILLED_WITHIN_MS);
}
