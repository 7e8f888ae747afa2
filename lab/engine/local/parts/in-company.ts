import { join } from 'node:path';
import type { SpawnCommand } from './part-definition.ts';

/** One of several processes that are one part of the lab: its environment is laid over the part's. */
export type CompanyProcess = Pick<SpawnCommand, 'file' | 'args'> & { env: NodeJS.ProcessEnv };

const RUN_TOGETHER = join(import.meta.dirname, 'run-together.ts');

/** These processes as one command: when one ends, all end. One alone is started as it is. */
export function inCompany(command: SpawnCommand, processes: CompanyProcess[]): SpawnCommand {
  const [alone, ...others] = processes;
  if (alone && others.length === 0)
    return { ...command, file: alone.file, args: alone.args, env: { ...command.env, ...alone.env } };
  return { ...command, file: process.execPath, args: [RUN_TOGETHER, JSON.stringify(processes)] };
}
