import type { InstallDisplay } from '../install/install-sources.ts';

const CLEAR_LINE = '\r\u001b[2K';
const DEFAULT_WIDTH = 80;
const LINE_EVERY_MS = 30_000;

/**
 * Shows how an installation goes: on a terminal in one line that is rewritten, elsewhere as a line every 30 seconds.
 * Writes to standard error; `end` clears what is left.
 */
export function showInstall(
  output: NodeJS.WriteStream = process.stderr,
): InstallDisplay & { end: () => void } {
  return output.isTTY ? onTerminal(output) : asLines(output);
}

function onTerminal(output: NodeJS.WriteStream): InstallDisplay & { end: () => void } {
  return {
    show: (text) => output.write(CLEAR_LINE + text.slice(0, (output.columns || DEFAULT_WIDTH) - 1)),
    line: (text) => output.write(`${CLEAR_LINE}${text}\n`),
    end: () => output.write(CLEAR_LINE),
  };
}

function asLines(output: NodeJS.WriteStream): InstallDisplay & { end: () => void } {
  let shownAt = 0;
  return {
    show: (text) => {
      if (Date.now() - shownAt < LINE_EVERY_MS) return;
      shownAt = Date.now();
      output.write(`${text}\n`);
    },
    line: (text) => output.write(`${text}\n`),
    end: () => {},
  };
}
