import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync } from 'node:fs';
import type { SpawnCommand } from '../parts/part-definition.ts';
import { signalGroup } from '../process/end-process.ts';

export type Exit = { code: number | null; signal: NodeJS.Signals | null; error?: Error };
export type RunningChild = { pid: number | undefined; exited: Promise<Exit>; logOffset: number };

/**
 * Starts a process as the leader of its own group, its output appended to the log file: it goes on writing when the
 * supervisor dies. When the leader ends, however it ends, the rest of its group is killed.
 */
export function spawnPart(command: SpawnCommand, logFile: string): RunningChild {
  const log = openSync(logFile, 'a');
  const logOffset = fstatSync(log).size;
  const { file, args, ...options } = command;
  const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('exit', (code, signal) => {
      if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
      resolve({ code, signal });
    });
  });
  return { pid: child.pid, exited, logOffset };
}
