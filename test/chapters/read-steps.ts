import type { Stores } from '../../lab/engine/engine.ts';
import { readBlocks, splitCommands } from '../read-page.ts';

/** A command of a page. */
export type Step = {
  command: string;
  /** What the page shows of its output. */
  shown?: string;
  /** What the page shows then without a command: the value of an attribute, as the workbook has it. */
  attribute?: string;
  /** Whether it is the last check of the page: that of the solution. */
  last: boolean;
};

/** The commands of a page in their order, as one types them in a lab with these stores. What is shown directly below a block is said by the last command of it. */
export function readSteps(file: string, stores: Stores): Step[] {
  const blocks = readBlocks(file).filter((block) => block.stores === undefined || block.stores === stores);
  const shownAt = (index: number) => {
    const block = blocks[index];
    return block?.kind === 'shown' ? block.text : undefined;
  };
  const steps = blocks.flatMap(({ kind, text }, index): Step[] => {
    if (kind !== 'typed') return [];
    const commands = splitCommands(text);
    const [shown, attribute] = [shownAt(index + 1), shownAt(index + 2)];
    const below = shown === undefined ? {} : { shown, ...(attribute === undefined ? {} : { attribute }) };
    return commands.map((command, at) => ({
      command,
      last: false,
      ...(at === commands.length - 1 ? below : {}),
    }));
  });
  const check = steps.findLast(({ command }) => /^npx lab check( |$)/.test(command));
  return steps.map((step) => ({ ...step, last: step === check }));
}
