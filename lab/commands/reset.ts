import { Command } from 'commander';
import pc from 'picocolors';
import { chooseChapter } from '../chapters/choose-chapter.ts';
import type { LoadedChapter } from '../chapters/discover-chapters.ts';
import { type Learner, openLearner } from '../chapters/open-learner.ts';
import { prepareLab } from '../chapters/prepare-lab.ts';
import { resetChapter } from '../chapters/reset-chapter.ts';
import { restoreVersion } from '../chapters/restore-version.ts';
import { listVersions } from '../chapters/versions.ts';
import type { Engine } from '../engine/engine.ts';
import { describeVersions } from '../terminal/describe-versions.ts';
import { type ConsentFlags, withConsent } from '../terminal/with-consent.ts';

type Flags = ConsentFlags & { list?: boolean; to?: string };

/** `lab reset [NN]`: begins the exercise again; `--list` and `--to` are for every version of its files that was kept. */
export function resetCommand(engine: () => Engine): Command {
  return new Command('reset')
    .description('begin the exercise again, or go back to any version of your files; what is there is kept')
    .argument('[chapter]', 'its number, or the beginning of its name (default: the active one)')
    .option('--list', 'show every version that was kept, newest first; changes nothing')
    .option('--to <version>', 'put this version back (the beginning of its id)')
    .option('--yes', 'also when you have changed the files or answered, without being asked')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  $ npx lab reset 05 --list\n  $ npx lab reset 05 --to 3fa9c2')
    .action(async (name: string | undefined, flags: Flags) => {
      const learner = openLearner();
      const found = await chooseChapter(learner, name);
      if (flags.list) return list(learner, found, flags);
      const done =
        flags.to === undefined ? await begin(learner, found, flags) : await goBack(learner, found, flags.to);
      if (!done) return;
      await prepareLab(learner, engine(), found);
      if (flags.json) console.log(JSON.stringify({ number: found.number, ...done }));
      else console.log(`${pc.green(done.message)}\n\nNext: npx lab check`);
    });
}

function list(learner: Learner, found: LoadedChapter, { json }: Flags): void {
  const versions = listVersions(learner, found.seams);
  console.log(json ? JSON.stringify({ versions }) : describeVersions(found.number, versions));
}

async function begin(learner: Learner, found: LoadedChapter, flags: Flags) {
  const { number } = found;
  const reset = await withConsent(flags, async (consent) => {
    await resetChapter(learner, found, consent);
    return true;
  });
  return (
    reset && {
      message:
        found.seams.length === 0
          ? `Chapter ${number} begins again.`
          : `The exercise of chapter ${number} begins again. What you had is kept: npx lab reset ${number} --list`,
    }
  );
}

async function goBack(learner: Learner, found: LoadedChapter, id: string) {
  const version = await restoreVersion(learner, found, id);
  return { version, message: `${version.path} is as it was: version ${version.id} of ${version.savedAt}.` };
}
