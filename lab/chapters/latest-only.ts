/** Runs something again and again, one run at a time. */
export type LatestOnly = {
  /** Asks for a run. One that is under way is aborted first: what it would say is out of date. */
  ask: () => void;
  /** Aborts what is under way, and resolves when it has ended. */
  end: () => Promise<void>;
};

/** `run` is called for each time that somebody asks, with the signal that aborts it; what it throws otherwise goes to `onError`. */
export function latestOnly(
  run: (signal: AbortSignal) => Promise<void>,
  onError: (error: unknown) => void,
): LatestOnly {
  let wanted = false;
  let current: AbortController | undefined;
  let ended = Promise.resolve();
  const runAll = async () => {
    while (wanted) {
      wanted = false;
      const controller = new AbortController();
      current = controller;
      await run(controller.signal).catch((error: unknown) => {
        if (!controller.signal.aborted) onError(error);
      });
    }
    current = undefined;
  };
  return {
    ask: () => {
      wanted = true;
      if (current) current.abort();
      else ended = runAll();
    },
    end: () => {
      wanted = false;
      current?.abort();
      return ended;
    },
  };
}
