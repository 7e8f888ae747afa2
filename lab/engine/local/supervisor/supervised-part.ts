import type { PartState } from '../../engine.ts';
import { LabError } from '../../lab-error.ts';
import type { PartDefinition } from '../parts/part-definition.ts';
import { endProcess, signalGroup } from '../process/end-process.ts';
import { processIdentity } from '../process/process-identity.ts';
import { cannotStart } from './cannot-start.ts';
import { explainExit } from './explain-exit.ts';
import { Nap } from './nap.ts';
import type { PartSurroundings } from './part-surroundings.ts';
import { type End, RestartPolicy } from './restart-policy.ts';
import { type RunningChild, spawnPart } from './spawn-part.ts';
import { watchReadiness } from './watch-readiness.ts';

const PORT_IN_USE = /EADDRINUSE|address already in use/i;

/** Keeps one process running: starts it, watches its readiness, restarts it with back-off, ends it. */
export class SupervisedPart {
  readonly definition: PartDefinition;
  readonly policy: RestartPolicy;
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
  readonly #nap = new Nap();
  #wanted = false;
  #restartAsked = false;
  #child: RunningChild | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(definition: PartDefinition, around: PartSurroundings) {
    this.definition = definition;
    this.#around = around;
    this.policy = new RestartPolicy(definition.watches.length > 0);
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
    this.#restartAsked = false;
    this.policy.reset();
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
    this.policy.reset();
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
        await this.#fail(cannotStart(this.definition.name, error));
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
    const crowdedOut = PORT_IN_USE.test(this.lastExit);
    await this.#beforeNextStart({ readyMs, byItself: exit.signal === null, crowdedOut });
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

  async #beforeNextStart(end: End): Promise<void> {
    const asked = this.#restartAsked;
    this.#restartAsked = false;
    this.state = 'restarting';
    // Also of one that was ready: perhaps it was somebody else who answered at its port.
    if (asked || (end.byItself && (await this.#around.movePorts()))) return;
    const waitMs = this.policy.afterEnd(end);
    if (waitMs === 'give up') {
      return this.#fail(new LabError(`${this.definition.name} does not start: ${this.lastExit}`));
    }
    this.detail = this.lastExit;
    await this.#nap.sleep(waitMs);
  }

  async #fail(failure: LabError): Promise<void> {
    this.state = 'failed';
    this.failure = failure;
    this.detail = failure.message;
    // Until a save, a restart or a stop wakes it.
    if (this.#wanted) await this.#nap.sleep(Number.POSITIVE_INFINITY);
    this.policy.reset();
    this.state = 'restarting';
  }

  async #endChild(): Promise<void> {
    const identity = this.pid === null ? undefined : processIdentity(this.pid);
    const { stopSignal, stopLimitMs } = this.definition;
    if (identity) await endProcess(identity, stopSignal, stopLimitMs);
  }
}
