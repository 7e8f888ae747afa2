/** A wait that can be ended early. */
export class Nap {
  #wake: (() => void) | undefined;

  /** Resolves after the given milliseconds (Infinity: never) or at the next `wake`. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(ms) ? setTimeout(resolve, ms) : undefined;
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Ends the wait that is under way, if any. */
  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
