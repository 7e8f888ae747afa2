const FIRST_MS = 200;
const LONGEST_MS = 5_000;
const HEALTHY_AFTER_MS = 30_000;

/** Waits between restarts: 0.2 s, doubled each time up to 5 s, from the start again after 30 s of health. */
export class BackOff {
  #nextMs = FIRST_MS;

  /** Milliseconds to wait before the next start of a process that was ready for `readyMs`. */
  next(readyMs: number): number {
    if (readyMs >= HEALTHY_AFTER_MS) this.reset();
    const now = this.#nextMs;
    this.#nextMs = Math.min(now * 2, LONGEST_MS);
    return now;
  }

  reset(): void {
    this.#nextMs = FIRST_MS;
  }
}
