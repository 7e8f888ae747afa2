import { Command } from 'commander';
import { chooseChapter } from '../chapters/choose-chapter.ts';
import { openLearner } from '../chapters/open-learner.ts';
import { prepareLab } from '../chapters/prepare-lab.ts';
import { requireEngine } from '../chapters/require-engine.ts';
import { startChapter } from '../chapters/start-chapter.ts';
import type { Engine } from '../engine/engine.ts';
import { describeStart } from '../terminal/describe-start.ts';
import { type ConsentFlags, withConsent } from '../terminal/with-consent.ts';

/** `lab start NN`: puts a chapter's exercise in the place of the files that it is about. */
export function startCommand(engine: () => Engine): Command {
  return new Command('start')
    .description('start a chapter: your files are kept, and its exercise is put in their place')
    .argument('<chapter>', 'its number, or the beginning of its name')
    .option('--yes', 'leave the chapter that you are working on without being asked')
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', '\nExample:\n  $ npx lab start 05')
    .action(async (name: string, flags: ConsentFlags) => {
      const learner = openLearner();
      const found = await chooseChapter(learner, name);
      await requireEngine(engine(), found.chapter);
      const started = await withConsent(flags, (consent) => startChapter(learner, found, consent));
      if (!started) return;
      const desk = await prepareLab(learner, engine(), found);
      console.log(
        flags.json
          ? JSON.stringify({ number: found.number, ...started })
          : describeStart(found, started, desk),
      );
    });
}
