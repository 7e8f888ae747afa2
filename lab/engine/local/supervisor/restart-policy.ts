const FIRST_MS = 200;
const LONGEST_MS = 5_000;
const HEALTHY_AFTER_MS = 30_000;
// A service that its own file breaks fails the same way again: only a save helps.
const FAILED_STARTS_LIMIT = 2;
// Who says more often that its port is taken, though it is free, has taken it itself.
const CROWDED_OUT_LIMIT = 5;

/** How a process ended: how long it had been ready (0: never), whether it exited by itself, and because its port was taken. */
export type End = { readyMs: number; byItself: boolean; crowdedOut?: boolean };

/** When to start a process again: after 0.2 s, doubled each time up to 5 s, from the start again after 30 s of health. */
export class RestartPolicy {
  /** Ends before readiness, one after the other. */
  failedStarts = 0;
  readonly #mendedBySaving: boolean;
  #ownFailures = 0;
  #crowdedOut = 0;
  #nextMs = FIRST_MS;

  /** `mendedBySaving`: give up a process that fails by itself, because a saved file will start it again. */
  constructor(mendedBySaving: boolean) {
    this.#mendedBySaving = mendedBySaving;
  }

  /** Milliseconds to wait before the next start, or 'give up'. */
  afterEnd({ readyMs, byItself, crowdedOut = false }: End): number | 'give up' {
    if (readyMs >= HEALTHY_AFTER_MS) this.reset();
    this.failedStarts = readyMs === 0 ? this.failedStarts + 1 : 0;
    this.#crowdedOut = crowdedOut ? this.#crowdedOut + 1 : 0;
    const isExcused = crowdedOut && this.#crowdedOut <= CROWDED_OUT_LIMIT;
    this.#ownFailures = readyMs === 0 && byItself && !isExcused ? this.#ownFailures + 1 : 0;
    if (this.#mendedBySaving && this.#ownFailures >= FAILED_STARTS_LIMIT) return 'give up';
    const waitMs = this.#nextMs;
    this.#nextMs = Math.min(waitMs * 2, LONGEST_MS);
    return waitMs;
  }

  /** Forgets earlier ends: somebody asked for the start, or a file was saved. */
  reset(): void {
    this.#nextMs = FIRST_MS;
    this.failedStarts = 0;
    this.#ownFailures = 0;
    this.#crowdedOut = 0;
  }
}
