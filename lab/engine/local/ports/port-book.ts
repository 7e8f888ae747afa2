import type { Server } from 'node:net';
import { z } from 'zod';
import { LabError } from '../../lab-error.ts';
import { waitUntil } from '../process/wait-until.ts';
import { readJson } from '../read-json.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';
import { holdPort, isPortFree } from './loopback-port.ts';
import { portHolder } from './port-holder.ts';
import { PORT_NAMES, PORT_PLAN, type PortName, type Ports, portVariable } from './port-plan.ts';

const portsSchema = z.record(z.string(), z.number().int().min(1).max(65_535));
const SEARCH_LIMIT = 200;
const LET_GO_MS = 2_000;

/**
 * The ports of one instance. Each is held by a socket of ours from its choice until its part takes it over, so that
 * two labs that start together do not choose the same; the choice is remembered, so that addresses stay.
 */
export class PortBook {
  readonly #file: string;
  readonly #ports: Partial<Ports> = {};
  readonly #held = new Map<PortName, Server>();
  readonly #notice: (line: string) => void;

  constructor(file: string, notice: (line: string) => void) {
    this.#file = file;
    this.#notice = notice;
  }

  get(name: PortName): number {
    const port = this.#ports[name];
    if (port === undefined) throw new Error(`port of ${name} asked for before it was chosen`);
    return port;
  }

  /** Chooses and holds the ports of these names. Throws LabError when an overridden one is taken. */
  async chooseAll(names: PortName[]): Promise<void> {
    const remembered = readJson(this.#file, portsSchema) ?? {};
    // Fixed ports first: a preference must not take what the learner gave to another part.
    const fixedFirst = [...names].sort((a, b) => Number(isFixed(b)) - Number(isFixed(a)));
    for (const name of fixedFirst) {
      await this.#choose(name, remembered[name] ?? PORT_PLAN[name].preferred);
    }
    this.#remember();
  }

  /** Lets the part itself listen: closes the socket that held its port. */
  async release(name: PortName): Promise<void> {
    const server = this.#held.get(name);
    this.#held.delete(name);
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  /** Moves to another port when somebody else took this one meanwhile; false when it is still free. */
  async moveIfTaken(name: PortName): Promise<boolean> {
    const before = this.get(name);
    // The children of a killed Postgres listen for a moment longer than it does.
    await waitUntil(() => isPortFree(before), LET_GO_MS);
    await this.#choose(name, before);
    this.#remember();
    return this.get(name) !== before;
  }

  async #choose(name: PortName, wanted: number): Promise<void> {
    const fixed = fixedPort(name);
    const first = fixed ?? wanted;
    const server = await holdPort(first);
    if (server) return this.#keep(name, first, server);
    const holder = portHolder(first);
    const taken = `${first} is taken${holder ? ` (by ${holder})` : ''}`;
    if (fixed !== undefined) throw portTaken(name, taken);
    await this.#search(name, first);
    this.#notice(`${taken}: ${PORT_PLAN[name].label} is on ${this.get(name)}`);
  }

  async #search(name: PortName, after: number): Promise<void> {
    const spokenFor = new Set<number>([
      ...PORT_NAMES.map((other) => PORT_PLAN[other].preferred),
      ...this.#chosen(),
    ]);
    for (let port = after + 1; port <= Math.min(after + SEARCH_LIMIT, 65_535); port++) {
      const server = spokenFor.has(port) ? undefined : await holdPort(port);
      if (server) return this.#keep(name, port, server);
    }
    throw new LabError(
      `No free port for ${PORT_PLAN[name].label} between ${after} and ${after + SEARCH_LIMIT}.`,
      {
        next: [`${portVariable(name)}=<a free port> npx lab up`],
      },
    );
  }

  #keep(name: PortName, port: number, server: Server): void {
    this.#ports[name] = port;
    this.#held.set(name, server);
  }

  // With the ports of the full stack, if this start is without it: its addresses stay too.
  #remember(): void {
    const all = { ...readJson(this.#file, portsSchema), ...this.#ports };
    writeFileAtomically(this.#file, JSON.stringify(all, null, 2));
  }

  #chosen(): number[] {
    return Object.values(this.#ports);
  }
}

function isFixed(name: PortName): boolean {
  return Boolean(process.env[portVariable(name)]);
}

function fixedPort(name: PortName): number | undefined {
  const text = process.env[portVariable(name)];
  if (!text) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new LabError(`${portVariable(name)} is "${text}": a port is a whole number from 1 to 65535.`, {
    exitCode: 2,
  });
}

function portTaken(name: PortName, taken: string): LabError {
  return new LabError(`${portVariable(name)}: ${taken}.`, {
    next: [`choose another port in ${portVariable(name)}, or unset it and let the lab choose`, 'npx lab up'],
  });
}
