import { z } from 'zod';
import type { HomePaths } from '../home-paths.ts';
import { endProcess } from '../process/end-process.ts';
import { isAlive, processIdentity, processIdentitySchema } from '../process/process-identity.ts';
import { readJson } from '../read-json.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';

const tableSchema = z.array(processIdentitySchema.extend({ name: z.string(), stopSignal: z.string() }));
type Entry = z.infer<typeof tableSchema>[number];

// What an orphan gets to end by itself: the longest of the parts' own limits.
const ORPHAN_GRACE_MS = 12_000;

/** Which processes the supervisor has started, on disk, so that they are found after it was killed. */
export class ProcessTable {
  readonly #paths: HomePaths;
  #entries: Entry[] = [];

  constructor(paths: HomePaths) {
    this.#paths = paths;
  }

  /** Writes down a process that was just started. Returns when it stands on disk. */
  add(name: string, pid: number, stopSignal: NodeJS.Signals): void {
    const identity = processIdentity(pid);
    if (!identity) return;
    this.#entries = [
      ...this.#entries.filter((entry) => entry.name !== name),
      { ...identity, name, stopSignal },
    ];
    this.#save();
  }

  /** Strikes a process that has ended. */
  remove(name: string): void {
    this.#entries = this.#entries.filter((entry) => entry.name !== name);
    this.#save();
  }

  #save(): void {
    writeFileAtomically(this.#paths.processes, JSON.stringify(this.#entries));
  }
}

/** Processes of a supervisor that is no more, still alive. Only the claim's holder may end them. */
export function livingOrphans(paths: HomePaths): Entry[] {
  return (readJson(paths.processes, tableSchema) ?? []).filter(isAlive);
}

/** Ends what a killed supervisor has left, and nothing else. Returns the names of those that could not be ended. */
export async function endOrphans(orphans: Entry[]): Promise<string[]> {
  const results = await Promise.all(
    orphans.map(async (entry) => ({
      name: entry.name,
      ended: await endProcess(entry, entry.stopSignal as NodeJS.Signals, ORPHAN_GRACE_MS),
    })),
  );
  return results.filter((result) => !result.ended).map((result) => result.name);
}
