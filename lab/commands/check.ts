import { Command } from 'commander';
import { type Checked, checkChapter } from '../chapters/check-chapter.ts';
import { chooseChapter } from '../chapters/choose-chapter.ts';
import { deskOf } from '../chapters/desk-of.ts';
import { listChapters } from '../chapters/list-chapters.ts';
import { openLearner } from '../chapters/open-learner.ts';
import { prepareLab } from '../chapters/prepare-lab.ts';
import { exitCodeOf } from '../checks/verdict.ts';
import type { Engine } from '../engine/engine.ts';
import { describeChecked } from '../terminal/describe-checked.ts';
import { interruptible } from '../terminal/interruptible.ts';
import { showCheck } from '../terminal/show-check.ts';

/** `lab check [NN]`: judges a chapter by the telemetry of checkouts that it makes. The exit code is the verdict's. */
export function checkCommand(engine: () => Engine): Command {
  return new Command('check')
    .description(
      'check the chapter by what your files make of real checkouts, and say why where it is not right',
    )
    .argument('[chapter]', 'its number, or the beginning of its name (default: the active one)')
    .option('--json', 'print the verdict as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ npx lab check\n\nExit codes: 0 right, 1 not right, 3 the lab is not well',
    )
    .action(async (name: string | undefined, { json }: { json?: boolean }) => {
      const display = showCheck();
      const learner = openLearner(undefined, display.line);
      const found = await chooseChapter(learner, name);
      const lab = engine();
      const interrupt = interruptible('Interrupted: the check is given up.');
      let checked: Checked;
      try {
        const { signal } = interrupt;
        checked = await checkChapter(learner, lab, found, { onProgress: display.show, signal });
      } finally {
        interrupt.release();
        display.end();
      }
      process.exitCode = exitCodeOf(checked.verdict);
      if (json) console.log(JSON.stringify(checked.verdict));
      else
        console.log(
          describeChecked(found, checked, {
            desk: await deskOf(lab),
            next: (await listChapters(learner)).next,
          }),
        );
      await prepareLab(learner, lab);
    });
}
