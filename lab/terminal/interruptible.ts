/** Exit code of a command that Ctrl-C ended: 128 and the number of the signal. */
export const INTERRUPTED = 130;
let interrupted = false;

/** Whether somebody has interrupted this command, and was told so. */
export function wasInterrupted(): boolean {
  return interrupted;
}

/**
 * Turns the first of these signals (default: Ctrl-C and the end of the terminal) into an abort, after saying `message`;
 * the second one leaves at once. `release` gives the signals back.
 */
export function interruptible(
  message: string,
  signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'],
): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    interrupted = true;
    console.error(`\n${message}`);
    controller.abort();
  };
  for (const signal of signals) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
