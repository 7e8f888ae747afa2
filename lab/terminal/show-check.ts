const CLEAR_LINE = '\r\u001b[2K';
const DEFAULT_WIDTH = 80;

/** Where the progress of a check goes: `show` says what is awaited, `line` what is to be read. */
export type CheckDisplay = { show: (text: string) => void; line: (text: string) => void; end: () => void };

/** Shows what a check does: on a terminal in one line that is rewritten, elsewhere each thing once. Writes to standard error. */
export function showCheck(output: NodeJS.WriteStream = process.stderr): CheckDisplay {
  if (output.isTTY)
    return {
      show: (text) => output.write(CLEAR_LINE + text.slice(0, (output.columns || DEFAULT_WIDTH) - 1)),
      line: (text) => output.write(`${CLEAR_LINE}${text}\n`),
      end: () => output.write(CLEAR_LINE),
    };
  const said = new Set<string>();
  const line = (text: string) => void output.write(`${text}\n`);
  return {
    show: (text) => {
      // Seconds left inside the text would make every look a new line.
      const plain = text.replace(/ \(\d+ s left\)$/, '');
      if (!said.has(plain)) line(plain);
      said.add(plain);
    },
    line,
    end: () => {},
  };
}
