import type { LoadProgress } from './watch-load.ts';

/** Where a load's progress goes: one line that is rewritten on a terminal, a line every five seconds otherwise. */
export type LoadDisplay = {
  show: (progress: LoadProgress) => void;
  line: (text: string) => void;
  end: () => void;
};

const CLEAR_LINE = '\r\u001b[2K';
const DEFAULT_WIDTH = 80;
const LINE_EVERY_MS = 5_000;

/** Shows seconds left, requests, failures and p95. Writes to standard error. */
export function showLoadProgress(output: NodeJS.WriteStream = process.stderr): LoadDisplay {
  if (output.isTTY) {
    return {
      show: (progress) =>
        output.write(CLEAR_LINE + describe(progress).slice(0, (output.columns || DEFAULT_WIDTH) - 1)),
      line: (text) => output.write(`${CLEAR_LINE}${text}\n`),
      end: () => output.write(CLEAR_LINE),
    };
  }
  let lastMs = Date.now();
  return {
    show: (progress) => {
      if (Date.now() - lastMs < LINE_EVERY_MS) return;
      lastMs = Date.now();
      output.write(`${describe(progress)}\n`);
    },
    line: (text) => output.write(`${text}\n`),
    end: () => {},
  };
}

function describe({ secondsLeft, requests, failed, p95Ms }: LoadProgress): string {
  const left = secondsLeft > 0 ? `${secondsLeft} s left` : 'waiting for the last orders';
  const p95 = p95Ms === undefined ? '' : `  p95 ${Math.round(p95Ms)} ms`;
  return `${left}  ${requests} requests  ${failed} failed${p95}`;
}
