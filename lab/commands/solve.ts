import { Command } from 'commander';
import pc from 'picocolors';
import { chooseChapter } from '../chapters/choose-chapter.ts';
import type { LoadedChapter } from '../chapters/discover-chapters.ts';
import { listChapters } from '../chapters/list-chapters.ts';
import { openLearner } from '../chapters/open-learner.ts';
import { prepareLab } from '../chapters/prepare-lab.ts';
import { type Solved, solveChapter } from '../chapters/solve-chapter.ts';
import type { Engine } from '../engine/engine.ts';
import { paintDiff } from '../terminal/paint-diff.ts';
import { type ConsentFlags, withConsent } from '../terminal/with-consent.ts';

/** `lab solve NN`: shows how the learner's files differ from the originals, and puts these back. */
export function solveCommand(engine: () => Engine): Command {
  return new Command('solve')
    .description('show how your files differ from the originals, and put these back; yours are kept')
    .argument('[chapter]', 'its number, or the beginning of its name (default: the active one)')
    .option('--yes', 'also before the chapter is done, without being asked')
    .option('--json', 'print the differences as JSON')
    .addHelpText('after', '\nExample:\n  $ npx lab solve 05')
    .action(async (name: string | undefined, flags: ConsentFlags) => {
      const learner = openLearner();
      const found = await chooseChapter(learner, name);
      const solved = await withConsent(flags, (consent) => solveChapter(learner, found, consent));
      if (!solved) return;
      await prepareLab(learner, engine());
      if (flags.json) console.log(JSON.stringify({ number: found.number, ...solved }));
      else console.log(describe(found, solved, (await listChapters(learner)).next));
    });
}

function describe({ number, slug, seams }: LoadedChapter, { files }: Solved, next: string): string {
  const diffs = files.map(({ path, diff }) =>
    diff === '' ? `Your ${path} says the same as the original.` : paintDiff(diff),
  );
  return [
    ...diffs.flatMap((diff) => [diff, '']),
    pc.green(`Chapter ${number} is left${seams.length > 0 ? ': the originals are back' : ''}.`),
    ...(seams.length > 0 ? [`Your version is kept: npx lab reset ${number} --list`] : []),
    '',
    'Next:',
    `  read ${pc.cyan(`chapters/${slug}/answer.md`)}: why it works, and what else would have`,
    `  ${next}`,
  ].join('\n');
}
