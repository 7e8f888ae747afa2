import type { LabContext } from '../lab-context.ts';
import { labParts, STOP_ORDER } from '../parts/lab-parts.ts';
import type { ProcessName } from '../parts/part-definition.ts';
import { waitUntil } from '../process/wait-until.ts';
import { ProcessTable } from './process-table.ts';
import { SupervisedPart } from './supervised-part.ts';

/** All processes of one lab and what ties them together: their ports, their order, what restarts with what. */
export class LabProcesses {
  readonly parts: SupervisedPart[];
  readonly #context: LabContext;

  constructor(context: LabContext) {
    this.#context = context;
    const table = new ProcessTable(context.paths);
    this.parts = labParts(context).map(
      (definition) =>
        new SupervisedPart(definition, {
          logFile: context.paths.log(definition.name),
          table,
          awaitEarlierParts: () => this.#awaitParts(definition.name, definition.after),
          releasePorts: async () => {
            for (const port of definition.ports) await context.ports.release(port);
          },
          movePorts: () => this.#movePorts(definition.name),
        }),
    );
  }

  /** The part of that name; undefined when there is none. */
  find(name: string): SupervisedPart | undefined {
    return this.parts.find((part) => part.definition.name === name);
  }

  /** Starts everything at once: nothing here needs another part to be there first, except where `after` says so. */
  startAll(): void {
    for (const part of this.parts) part.start();
  }

  /** Ends everything in order: whoever sends telemetry before the desk, which receives it. */
  async stopAll(): Promise<void> {
    for (const names of STOP_ORDER) {
      await Promise.all(names.map((name) => this.find(name)?.stop()));
    }
  }

  async #awaitParts(name: ProcessName, earlier: ProcessName[]): Promise<void> {
    const waiting = this.find(name);
    const ready = () => earlier.every((other) => this.find(other)?.state === 'ready') || !waiting?.wanted;
    if (earlier.length === 0 || (await waitUntil(ready, waiting?.definition.startLimitMs ?? 0))) return;
    throw new Error(`${earlier.join(' and ')} did not become ready`);
  }

  async #movePorts(name: ProcessName): Promise<boolean> {
    const moved: boolean[] = [];
    for (const port of this.find(name)?.definition.ports ?? [])
      moved.push(await this.#context.ports.moveIfTaken(port));
    if (!moved.includes(true)) return false;
    const users = this.parts.filter((part) => part.wanted && part.definition.uses.includes(name));
    for (const user of users) void user.restart();
    return true;
  }
}
