import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { LabError } from '../../lab-error.ts';
import type { HomePaths } from '../home-paths.ts';
import type { FullStack, LabContext } from '../lab-context.ts';
import { collectorMetrics } from '../parts/collector-part.ts';
import { loopback } from '../parts/loopback.ts';
import { storesOf } from '../parts/stores-of.ts';
import { PortBook } from '../ports/port-book.ts';
import { portsOf } from '../ports/port-plan.ts';
import { secrets } from '../secrets.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';
import { awaitFirstReadiness } from './await-first-readiness.ts';
import { boundLogs } from './bound-logs.ts';
import type { Claim } from './claim-home.ts';
import { controlServer } from './control-server.ts';
import { describeParts, type LabDescription } from './describe-lab.ts';
import { LabProcesses } from './lab-processes.ts';
import { writeOutcome } from './outcome.ts';
import { endOrphans, livingOrphans } from './process-table.ts';
import { watchSources } from './watch-sources.ts';

/** The life of one supervisor: starts the lab, answers the CLI, and leaves nothing behind when it ends. */
export class LabSupervision {
  readonly #paths: HomePaths;
  readonly #claim: Claim;
  readonly #chooseStack: () => FullStack | undefined;
  readonly #notices: string[] = [];
  readonly #end = new AbortController();
  #phase: LabDescription['phase'] = 'starting';

  /** `chooseStack` may throw LabError, which is then the outcome. */
  constructor(paths: HomePaths, claim: Claim, chooseStack: () => FullStack | undefined) {
    this.#paths = paths;
    this.#claim = claim;
    this.#chooseStack = chooseStack;
  }

  /** Runs until `shutDown` or until the lab could not be started; the process ends afterwards. */
  async run(): Promise<void> {
    let failure: unknown;
    try {
      await this.#superviseUntilEnd();
      failure = this.#end.signal.reason instanceof Error ? this.#end.signal.reason : undefined;
    } catch (error) {
      failure = error;
    }
    this.#leaveWord(failure);
    rmSync(this.#paths.supervisor, { force: true });
    this.#claim.release();
    process.exit(0);
  }

  /** Begins to end everything. `reason`: what went wrong, if this is not by the learner's wish. */
  shutDown(reason: Error | 'asked' = 'asked'): void {
    this.#phase = 'stopping';
    this.#end.abort(reason);
  }

  async #superviseUntilEnd(): Promise<void> {
    await endOrphans(livingOrphans(this.#paths));
    const ports = new PortBook(this.#paths.ports, (line) => this.#notices.push(line));
    const full = this.#chooseStack();
    const context = { paths: this.#paths, ports, secrets: secrets(this.#paths), full };
    await ports.chooseAll(portsOf(full && storesOf(context)));
    const lab = new LabProcesses(context);
    const server = await this.#openControl(lab, context);
    const stopBounding = boundLogs(this.#paths.logs);
    const stopWatching = watchSources(lab.parts);
    try {
      lab.startAll();
      await awaitFirstReadiness(lab.parts, this.#paths, this.#end.signal);
      if (!this.#end.signal.aborted) this.#phase = 'running';
      await aborted(this.#end.signal);
    } finally {
      this.#phase = 'stopping';
      await stopWatching();
      await lab.stopAll();
      stopBounding();
      server.close();
    }
  }

  async #openControl(lab: LabProcesses, context: LabContext): Promise<Server> {
    const token = randomBytes(24).toString('hex');
    const { server, port } = await controlServer(token, {
      describe: async () => ({
        phase: this.#phase,
        notices: this.#notices,
        sampling: context.full?.sampling ?? null,
        stores: context.full?.stores ?? null,
        collectorMetrics: collectorMetrics(context),
        trialJaeger: context.full?.trialJaeger ? `http://${loopback(context, 'trial-jaeger')}` : null,
        parts: await describeParts(lab),
      }),
      shutDown: () => this.shutDown(),
      find: (name) => lab.find(name),
    });
    writeFileAtomically(this.#paths.supervisor, JSON.stringify({ ...this.#claim.identity, port, token }));
    return server;
  }

  #leaveWord(failure: unknown): void {
    const endedAtMs = Date.now();
    if (failure === undefined) {
      writeOutcome(this.#paths, { endedAtMs, kind: 'stopped', message: 'stopped', next: [], exitCode: 3 });
      return;
    }
    console.error('supervisor:', failure);
    const known = failure instanceof LabError;
    writeOutcome(this.#paths, {
      endedAtMs,
      kind: 'failed',
      message: known ? failure.message : `The lab could not go on: ${(failure as Error).message}`,
      next: known ? failure.next : [`see ${this.#paths.log('supervisor')}`, 'npx lab doctor', 'npx lab up'],
      exitCode: known ? failure.exitCode : 3,
    });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
