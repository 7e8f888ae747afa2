import { isAlive, type ProcessIdentity } from './process-identity.ts';
import { waitUntil } from './wait-until.ts';

// After SIGKILL the kernel only needs time to take the process down; more means it hangs in the kernel.
const KILL_LIMIT_MS = 5_000;

/**
 * Ends a process that leads its own group: `signal` to the whole group, SIGKILL after `graceMs`. Never touches a
 * process that merely has the same pid. Resolves to false when it could not be ended.
 */
export async function endProcess(
  identity: ProcessIdentity,
  signal: NodeJS.Signals = 'SIGTERM',
  graceMs = 10_000,
): Promise<boolean> {
  if (!isAlive(identity)) return true;
  signalGroup(identity.pid, signal);
  const ended = await waitUntil(() => !isAlive(identity), graceMs);
  if (!ended && isAlive(identity)) signalGroup(identity.pid, 'SIGKILL');
  return ended || (await waitUntil(() => !isAlive(identity), KILL_LIMIT_MS));
}

/** Signals every process of a group; does nothing when the group is gone. */
export function signalGroup(groupId: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-groupId, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // macOS answers EPERM for a group of which only zombies are left.
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
