import { missingBinaries } from '../binaries/missing-binaries.ts';
import { chooseFullStack, chooseStores } from '../choose-full-stack.ts';
import type { HomePaths } from '../home-paths.ts';
import { type PartOfStores, storesOf } from '../parts/stores-of.ts';
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
  const ports = findSupervisor(paths) ? [] : await checkPorts(paths, storesHere());
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

/** The stores that the full stack would have here; undefined where its programs are missing. */
function storesHere(): PartOfStores[] | undefined {
  return missingBinaries(chooseStores()).length > 0 ? undefined : storesOf({ full: chooseFullStack() });
}
