import { createInterface, emitKeypressEvents, type Key } from 'node:readline';

const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls `onEnter` at each Enter (or line of a pipe) and resolves when q or Ctrl-C is pressed, a line says q, or `signal`
 * aborts. The end of a pipe ends nothing: Ctrl-C does.
 */
export async function awaitKeys(onEnter: () => void, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve: leave } = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => leave(), { once: true });
  for (const ending of ENDINGS) process.on(ending, leave);
  const stop = process.stdin.isTTY ? readKeys(onEnter, leave) : readLines(onEnter, leave);
  await promise;
  stop();
  for (const ending of ENDINGS) process.off(ending, leave);
}

function readKeys(onEnter: () => void, leave: () => void): () => void {
  const { stdin } = process;
  const onKey = (_text: string | undefined, { name, ctrl }: Key) => {
    if (name === 'q' || (ctrl && (name === 'c' || name === 'd'))) leave();
    else if (name === 'return' || name === 'enter') onEnter();
  };
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.on('keypress', onKey).resume();
  return () => {
    stdin.setRawMode(false);
    stdin.off('keypress', onKey).pause();
  };
}

function readLines(onEnter: () => void, leave: () => void): () => void {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => (line.trim() === 'q' ? leave() : onEnter()));
  return () => {
    lines.close();
    // A pipe that stays open would keep this process alive.
    process.stdin.destroy();
  };
}
