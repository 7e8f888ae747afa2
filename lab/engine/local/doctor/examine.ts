import type { HomePaths } from '../home-paths.ts';
import { findSupervisor } from '../supervisor-client.ts';
import { checkDisk, checkHomeAndClock, checkMemory } from './check-machine.ts';
import { checkNode } from './check-node.ts';
import { checkPorts } from './check-ports.ts';
import { checkDocker, checkPostgres, checkRabbitmq } from './check-programs.ts';
import { checkSupervisor } from './check-supervisor.ts';
import type { Finding } from './finding.ts';

/** Examines the machine and the instance; changes nothing. */
export async function examine(paths: HomePaths): Promise<Finding[]> {
  const lab = await checkSupervisor(paths);
  // While the lab runs, its ports are its own.
  const ports = findSupervisor(paths) ? [] : await checkPorts(paths);
  return [
    ...lab,
    ...ports,
    checkNode(),
    checkPostgres(),
    ...checkRabbitmq(),
    checkDocker(),
    checkMemory(),
    checkDisk(paths),
    ...checkHomeAndClock(paths),
  ];
}
