import type { DeskLimits } from '../desk-limits.ts';
import type { Log } from '../telemetry-types.ts';
import type { DeskCounters } from './desk-counters.ts';
import { estimateLogBytes } from './estimate-bytes.ts';

/** The newest log records that belong to no trace, in bounded memory: oldest out first. */
export class LooseLogRing {
  readonly #logs: { log: Log; bytes: number }[] = [];
  readonly #limits: DeskLimits;
  readonly #counters: DeskCounters;
  #bytes = 0;

  constructor(limits: DeskLimits, counters: DeskCounters) {
    this.#limits = limits;
    this.#counters = counters;
  }

  /** What is held now: the count, and the estimated heap bytes. */
  get held(): { logs: number; bytes: number } {
    return { logs: this.#logs.length, bytes: this.#bytes };
  }

  /** Keeps a log record and counts what had to make room for it. */
  add(log: Log): void {
    const bytes = estimateLogBytes(log);
    this.#logs.push({ log, bytes });
    this.#bytes += bytes;
    while (this.#bytes > this.#limits.looseLogBytes || this.#logs.length > this.#limits.looseLogs) {
      this.#bytes -= this.#logs.shift()?.bytes ?? 0;
      this.#counters.dropped.logs += 1;
    }
  }

  /** All held log records, the last one received first. */
  newestFirst(): Log[] {
    return this.#logs.map((entry) => entry.log).reverse();
  }
}
