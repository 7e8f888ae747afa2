import type { PartName } from '../../engine.ts';
import type { PortName } from '../ports/port-plan.ts';

/** A part of the local engine: a part of the lab, or a process that one of them needs. */
export type ProcessName = PartName | 'epmd';

export type SpawnCommand = {
  file: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  uid?: number;
  gid?: number;
};

/** How one process of the lab is prepared, started, asked and ended. */
export type PartDefinition = {
  name: ProcessName;
  /** Ports it listens on; the first one is its address. */
  ports: PortName[];
  /** Parts whose address stands in this one's environment: it restarts when they move. */
  uses: ProcessName[];
  /** Parts that must be ready before its process is started. */
  after: ProcessName[];
  /** Folders, relative to the repository, whose saved files restart it. */
  watches: string[];
  prepareLimitMs: number;
  startLimitMs: number;
  stopSignal: NodeJS.Signals;
  stopLimitMs: number;
  /** Makes everything ready that the process needs on disk. Runs before each start. Throws LabError. */
  prepare: (report: (doing: string) => void) => Promise<void>;
  /** Read anew at each start, because ports can move. */
  command: () => SpawnCommand;
  /** Asks the running process; null when it is ready, else what it waits for. `wasReady`: it has been ready before. */
  probe: (pid: number, wasReady: boolean) => Promise<string | null>;
  /** Its address, with the password. */
  address: () => string;
  version: () => string | null;
};
