import type { PartState } from '../../engine.ts';
import { LabError } from '../../lab-error.ts';
import type { PartDefinition } from '../parts/part-definition.ts';
import { endProcess, signalGroup } from '../process/end-process.ts';
import { processIdentity } from '../process/process-identity.ts';
import { BackOff } from './back-off.ts';
import { explainExit } from './explain-exit.ts';
import { Nap } from './nap.ts';
import type { ProcessTable } from './process-table.ts';
import { type RunningChild, spawnPart } from './spawn-part.ts';
import { watchReadiness } from './watch-readiness.ts';

/** What a supervised part needs from the outside. */
export type PartSurroundings = {
  logFile: string;
  table: ProcessTable;
  /** Resolves when the parts that must come before it are ready, or this one is wanted no more. */
  awaitEarlierParts: () => Promise<void>;
  /** Makes the part's ports free for it to take; resolves when it may start. */
  releasePorts: () => Promise<void>;
  /** After an end before readiness: moves to other ports if somebody else has taken them. True when moved. */
  movePorts: () => Promise<boolean>;
};

// A service that its own file breaks fails the same way again: only a save helps.
const FAILED_STARTS_LIMIT = 2;

/** Keeps one process running: starts it, watches its readiness, restarts it with back-off, ends it. */
export class SupervisedPart {
  readonly definition: PartDefinition;
  state: PartState = 'stopped';
  detail: string | null = null;
  lastExit: string | null = null;
  failure: LabError | null = null;
  restarts = 0;
  /** Process start in epoch milliseconds. */
  startedAtMs: number | null = null;
  /** When the wait for its readiness is given up, in epoch milliseconds. */
  deadlineMs = Number.POSITIVE_INFINITY;
  readonly #around: PartSurroundings;
  readonly #backOff = new BackOff();
  readonly #nap = new Nap();
  #wanted = false;
  #restartAsked = false;
  #failedStarts = 0;
  #child: RunningChild | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(definition: PartDefinition, around: PartSurroundings) {
    this.definition = definition;
    this.#around = around;
  }

  get wanted(): boolean {
    return this.#wanted;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Starts the part, or wakes it from its back-off. */
  start(): void {
    this.#nap.wake();
    if (this.#wanted) return;
    this.#wanted = true;
    this.#failedStarts = 0;
    this.#backOff.reset();
    this.#loop = this.#loop.then(() => this.#keepRunning());
  }

  /** Ends the part and keeps it stopped. Resolves when its process is gone. */
  async stop(): Promise<void> {
    this.#wanted = false;
    this.#nap.wake();
    await this.#endChild();
    await this.#loop;
  }

  /** Ends the process, if any, and starts a new one at once. */
  async restart(): Promise<void> {
    if (!this.#wanted) return this.start();
    this.#restartAsked = this.#child !== undefined;
    this.#failedStarts = 0;
    this.#nap.wake();
    await this.#endChild();
  }

  /** Sends a signal to the part's process group; its end is then treated like any crash. */
  kill(signal: NodeJS.Signals): void {
    if (this.pid !== null) signalGroup(this.pid, signal);
  }

  async #keepRunning(): Promise<void> {
    this.state = 'starting';
    while (this.#wanted) {
      try {
        await this.#prepare();
        if (this.#wanted) await this.#runOnce();
      } catch (error) {
        await this.#fail(toLabError(error, this.definition.name));
      }
    }
    this.state = 'stopped';
    this.detail = null;
  }

  async #prepare(): Promise<void> {
    this.failure = null;
    this.deadlineMs = Date.now() + this.definition.prepareLimitMs;
    await this.definition.prepare((doing) => {
      this.detail = doing;
    });
    await this.#around.awaitEarlierParts();
    await this.#around.releasePorts();
  }

  async #runOnce(): Promise<void> {
    const child = this.#spawn();
    const readiness = watchReadiness(this, child.pid);
    const exit = await child.exited;
    const readyMs = readiness.stop();
    this.#child = undefined;
    this.startedAtMs = null;
    this.#around.table.remove(this.definition.name);
    if (!this.#wanted) return;
    this.lastExit = this.#restartAsked
      ? 'restarted on request'
      : explainExit(exit, this.#around.logFile, child.logOffset);
    this.restarts++;
    await this.#beforeNextStart(readyMs, exit.signal === null);
  }

  // Without a pause between asking whether it is wanted and having its pid: `stop` must never miss a process.
  #spawn(): RunningChild {
    const { name, stopSignal, startLimitMs } = this.definition;
    this.deadlineMs = Date.now() + startLimitMs;
    this.detail = 'starting';
    const child = spawnPart(this.definition.command(), this.#around.logFile);
    if (child.pid !== undefined) this.#around.table.add(name, child.pid, stopSignal);
    this.#child = child;
    this.startedAtMs = Date.now();
    return child;
  }

  async #beforeNextStart(readyMs: number, byItself: boolean): Promise<void> {
    const asked = this.#restartAsked;
    this.#restartAsked = false;
    this.state = 'restarting';
    if (asked) return this.#backOff.reset();
    if (readyMs === 0 && (await this.#around.movePorts())) return;
    this.#failedStarts = readyMs === 0 && byItself ? this.#failedStarts + 1 : 0;
    if (this.definition.watches.length > 0 && this.#failedStarts >= FAILED_STARTS_LIMIT) {
      await this.#fail(new LabError(`${this.definition.name} does not start: ${this.lastExit}`));
      return;
    }
    this.detail = this.lastExit;
    await this.#nap.sleep(this.#backOff.next(readyMs));
  }

  async #fail(failure: LabError): Promise<void> {
    this.state = 'failed';
    this.failure = failure;
    this.detail = failure.message;
    // Until a save, a restart or a stop wakes it.
    if (this.#wanted) await this.#nap.sleep(Number.POSITIVE_INFINITY);
    this.#failedStarts = 0;
    this.state = 'restarting';
  }

  async #endChild(): Promise<void> {
    const identity = this.pid === null ? undefined : processIdentity(this.pid);
    const { stopSignal, stopLimitMs } = this.definition;
    if (identity) await endProcess(identity, stopSignal, stopLimitMs);
  }
}

function toLabError(error: unknown, name: string): LabError {
  if (error instanceof LabError) return error;
  return new LabError(`${name} cannot be started: ${(error as Error).message}`, { cause: error });
}
