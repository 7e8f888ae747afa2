import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PORT_NAMES, PORT_PLAN, type Ports } from '../../lab/engine/local/ports/port-plan.ts';

/** What a command said, on both streams, and its exit code. */
export type Said = { code: number | null; output: string };

/** Somebody who types what a page shows, with a repository of their own and its lab. */
export type Reader = ReturnType<typeof openReader>;

// npx would find the lab of the repository that the packages are installed in.
const PROGRAMS = `
npx() { shift; "$NODE" lab/lab.js "$@"; }
npm() { [ "$1" = start ] && npx lab up; }
`;

/** Ids as the lab shows them to be typed, and as Prometheus writes those of an exemplar. */
const TAKEN = /npx lab trace ([0-9a-f]{32})|"trace_id":"([0-9a-f]{32})"\}/g;

/** A reader in the repository at `folder`. They type into a shell; ports are those of their lab, and ID is the last id that they were given. */
export function openReader(folder: string) {
  let id = 'ID';
  const shell = (command: string) =>
    spawn('sh', ['-c', `${PROGRAMS}${command}`], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE: process.execPath,
        LAB_HOME: join(folder, '.lab'),
        LAB_ENGINE: 'local',
        NO_COLOR: '1',
      },
    });
  const say = async (command: string): Promise<Said> => {
    const child = shell(command);
    child.stdin.end();
    const [output, errors, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { code: code as number | null, output: output + errors };
  };
  return {
    folder,
    /** Starts a command that goes on; it is the caller who ends it. */
    begin: shell,
    type: async (command: string): Promise<Said> => {
      const said = await say(
        withRealPorts(folder, command.replace(/\bID\b/, id).replace(/\bNAME\b/, 'orders')),
      );
      id = [...said.output.matchAll(TAKEN)].map(([, asked, exemplar]) => asked ?? exemplar).at(-1) ?? id;
      return said;
    },
  };
}

/** A page shows the ports that a lab likes best; those of this one may be others. */
function withRealPorts(folder: string, command: string): string {
  if (!command.includes('127.0.0.1:')) return command;
  const real = JSON.parse(readFileSync(join(folder, '.lab/ports.json'), 'utf8')) as Partial<Ports>;
  const name = (port: string) => PORT_NAMES.find((one) => String(PORT_PLAN[one].preferred) === port);
  return command.replaceAll(/(?<=127\.0\.0\.1:)\d+/g, (port) => {
    const of = name(port);
    return String((of && real[of]) ?? port);
  });
}
