import type { Progress } from '../engine/engine.ts';

/** Where progress goes: one line that is rewritten on a terminal, a line per part otherwise. */
export type ProgressDisplay = {
  show: (progress: Progress) => void;
  line: (text: string) => void;
  end: () => void;
};

const CLEAR_LINE = '\r\u001b[2K';
const DEFAULT_WIDTH = 80;

/** Shows who is ready, who is awaited and for how many seconds at most. Writes to standard error. */
export function showProgress(output: NodeJS.WriteStream = process.stderr): ProgressDisplay {
  return output.isTTY ? onTerminal(output) : asLines(output);
}

function onTerminal(output: NodeJS.WriteStream): ProgressDisplay {
  return {
    show: ({ ready, awaited }) => {
      const waits = awaited.map(
        ({ name, doing, secondsLeft }) => `${name}: ${doing} (${secondsLeft} s left)`,
      );
      const text = `${ready.length} of ${ready.length + awaited.length} ready; waiting for ${waits.join(', ')}`;
      output.write(CLEAR_LINE + text.slice(0, (output.columns || DEFAULT_WIDTH) - 1));
    },
    line: (text) => output.write(`${CLEAR_LINE}${text}\n`),
    end: () => output.write(CLEAR_LINE),
  };
}

function asLines(output: NodeJS.WriteStream): ProgressDisplay {
  const said = new Set<string>();
  const startedAt = Date.now();
  const line = (text: string) => {
    if (said.has(text)) return;
    said.add(text);
    output.write(`${((Date.now() - startedAt) / 1_000).toFixed(1).padStart(6)} s  ${text}\n`);
  };
  return {
    show: ({ ready, awaited }) => {
      for (const name of ready) line(`${name} is ready`);
      // Seconds inside the text would make every look a new line.
      for (const { name, doing } of awaited) line(`${name}: ${doing.replace(/ \(\d+ s\)$/, '')}`);
    },
    line,
    end: () => {},
  };
}
