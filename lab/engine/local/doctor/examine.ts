import { findBinary } from '../binaries/find-binary.ts';
import { missingBinaries } from '../binaries/missing-binaries.ts';
import type { HomePaths } from '../home-paths.ts';
import { findSupervisor } from '../supervisor-client.ts';
import { checkDisk, checkHomeAndClock, checkMemory } from './check-machine.ts';
import { checkNode } from './check-node.ts';
import { checkPorts } from './check-ports.ts';
import { checkDocker, checkFullStack, checkPostgres, checkRabbitmq } from './check-programs.ts';
import { checkSupervisor } from './check-supervisor.ts';
import type { Finding } from './finding.ts';

/** Examines the machine and the instance; changes nothing. */
export async function examine(paths: HomePaths): Promise<Finding[]> {
  const lab = await checkSupervisor(paths);
  // While the lab runs, its ports are its own.
  const ports = findSupervisor(paths) ? [] : await checkPorts(paths, fullStackHere());
  return [
    ...lab,
    ...ports,
    checkNode(),
    checkPostgres(),
    ...checkRabbitmq(),
    checkFullStack(),
    checkDocker(),
    checkMemory(),
    checkDisk(paths),
    ...checkHomeAndClock(paths),
  ];
}

function fullStackHere(): { grafana: boolean } | undefined {
  return missingBinaries().length > 0 ? undefined : { grafana: findBinary('grafana') !== undefined };
}
