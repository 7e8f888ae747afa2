import { Argument, Command, InvalidArgumentError } from 'commander';
import { type Engine, PART_NAMES, type PartName } from '../engine/engine.ts';
import { partName } from '../terminal/part-name.ts';

const DEFAULT_LINES = 50;
const MAX_LINES = 100_000;

/** `lab logs PART`: the last lines of a part's log, and with `-f` the new ones as they come. */
export function logsCommand(engine: () => Engine): Command {
  return new Command('logs')
    .description('show the log of one part')
    .addArgument(new Argument('<part>', `one of ${PART_NAMES.join(', ')}`).argParser(partName))
    .option('-f, --follow', 'go on with every new line until Ctrl-C')
    .option('-n, --lines <count>', 'how many of the last lines', lineCount, DEFAULT_LINES)
    .addHelpText('after', '\nExample:\n  $ npx lab logs orders -f')
    .action(async (part: PartName, { follow = false, lines }: { follow?: boolean; lines: number }) => {
      let printed = false;
      for await (const line of engine().logs(part, { lines, follow })) {
        printed = true;
        console.log(line);
      }
      if (!printed && lines > 0) console.error(`${part} has not written anything yet. Next: npx lab status`);
    });
}

function lineCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 0 && count <= MAX_LINES) return count;
  throw new InvalidArgumentError(`A whole number from 0 to ${MAX_LINES}, please.`);
}
