import { Command } from 'commander';
import pc from 'picocolors';
import { chooseChapter } from '../chapters/choose-chapter.ts';
import { openLearner } from '../chapters/open-learner.ts';
import { type Hints, takeHint } from '../chapters/take-hint.ts';

type Flags = { all?: boolean; json?: boolean };

/** `lab hint [NN]`: the next hint of the chapter, from a nudge to nearly the answer. */
export function hintCommand(): Command {
  return new Command('hint')
    .description('show the next hint of the chapter')
    .argument('[chapter]', 'its number, or the beginning of its name (default: the active one)')
    .option('--all', 'show all of them')
    .option('--json', 'print those that you have seen as JSON')
    .addHelpText('after', '\nExample:\n  $ npx lab hint')
    .action(async (name: string | undefined, { all = false, json }: Flags) => {
      const learner = openLearner();
      const found = await chooseChapter(learner, name);
      const hints = await takeHint(learner, found, all);
      console.log(
        json ? JSON.stringify({ number: found.number, ...hints }) : describe(found.number, hints, all),
      );
    });
}

function describe(number: string, { seen, count }: Hints, all: boolean): string {
  const shown = all ? seen : seen.slice(-1);
  const first = seen.length - shown.length + 1;
  return [
    ...shown.map((hint, index) => `${pc.bold(`Hint ${first + index} of ${count}`)}  ${hint}`),
    '',
    seen.length < count
      ? `Next: npx lab check   (${count - seen.length} more: npx lab hint)`
      : `Next: npx lab check   (no more hints; the answer: npx lab solve ${number})`,
  ].join('\n');
}
