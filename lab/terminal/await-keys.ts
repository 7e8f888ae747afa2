import { createInterface, emitKeypressEvents, type Key } from 'node:readline';

/**
 * Calls `onEnter` at each Enter (or line of a pipe) and resolves when q or Ctrl-C is pressed, or a line says q. The end of
 * a pipe ends nothing: Ctrl-C does.
 */
export function awaitKeys(onEnter: () => void): Promise<void> {
  const { stdin } = process;
  return new Promise((resolve) => {
    const leave = () => {
      if (stdin.isTTY) stdin.setRawMode(false);
      stdin.pause();
      for (const signal of ENDINGS) process.off(signal, leave);
      resolve();
    };
    for (const signal of ENDINGS) process.on(signal, leave);
    if (!stdin.isTTY) {
      createInterface({ input: stdin }).on('line', (line) => (line.trim() === 'q' ? leave() : onEnter()));
      return;
    }
    emitKeypressEvents(stdin);
    stdin.setRawMode(true);
    stdin.on('keypress', (_text: string, { name, ctrl }: Key) => {
      if (name === 'q' || (ctrl && (name === 'c' || name === 'd'))) leave();
      else if (name === 'return' || name === 'enter') onEnter();
    });
  });
}

const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
