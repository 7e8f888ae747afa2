import { mkdirSync } from 'node:fs';
import type { BackendPartName } from '../../engine.ts';
import type { BinaryName } from '../binaries/find-binary.ts';
import { programVersion } from '../binaries/program-version.ts';
import { requireBinary } from '../binaries/require-binary.ts';
import type { LabContext } from '../lab-context.ts';
import type { PortName } from '../ports/port-plan.ts';
import { loopback } from './loopback.ts';
import type { PartDefinition, ProcessName } from './part-definition.ts';
import { probeReady } from './probe-ready.ts';

export type BinaryPartOptions = {
  name: BackendPartName;
  binary: BinaryName;
  /** The first one is its address. */
  ports: [PortName, ...PortName[]];
  uses: ProcessName[];
  /** Address of the page that answers 200 when it is ready. */
  readyUrl: () => string;
  prepare?: () => void;
  /** What Go's garbage collector aims to stay below, in MiB; the process itself takes a little more. */
  heapMiB?: number;
  args: () => string[];
  env: () => NodeJS.ProcessEnv;
};

/** A part that runs a program which others have made, with the config files of deploy/ and data in a folder of its own. */
export function binaryPart(context: LabContext, options: BinaryPartOptions): PartDefinition {
  const { name, binary, ports } = options;
  const folder = context.paths.data(name);
  let version: string | null = null;
  return {
    name,
    ports,
    uses: options.uses,
    after: [],
    watches: [`deploy/${name}`],
    prepareLimitMs: 10_000,
    startLimitMs: 60_000,
    stopSignal: 'SIGTERM',
    stopLimitMs: 20_000,
    prepare: async () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      void programVersion(requireBinary(binary)).then((text) => {
        version = text;
      });
      options.prepare?.();
    },
    command: () => ({
      file: requireBinary(binary),
      args: options.args(),
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        TZ: 'UTC',
        ...(options.heapMiB ? { GOMEMLIMIT: `${options.heapMiB}MiB` } : {}),
        ...options.env(),
      },
      cwd: folder,
    }),
    probe: () => probeReady(options.readyUrl()),
    address: () => `http://${loopback(context, ports[0])}`,
    version: () => version,
  };
}
