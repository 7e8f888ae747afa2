import { relative } from 'node:path';
import { Command } from 'commander';
import pc from 'picocolors';
import { readActive } from '../chapters/active-chapter.ts';
import { checkChapter } from '../chapters/check-chapter.ts';
import { chooseChapter } from '../chapters/choose-chapter.ts';
import { deskOf } from '../chapters/desk-of.ts';
import type { LoadedChapter } from '../chapters/discover-chapters.ts';
import { latestOnly } from '../chapters/latest-only.ts';
import { listChapters } from '../chapters/list-chapters.ts';
import { type Learner, openLearner } from '../chapters/open-learner.ts';
import { prepareLab } from '../chapters/prepare-lab.ts';
import { watchSeams } from '../chapters/watch-seams.ts';
import type { Engine } from '../engine/engine.ts';
import { claimHome } from '../engine/local/supervisor/claim-home.ts';
import { awaitKeys } from '../terminal/await-keys.ts';
import { describeChecked } from '../terminal/describe-checked.ts';
import { reportError } from '../terminal/report-error.ts';
import { type CheckDisplay, showCheck } from '../terminal/show-check.ts';

/** `lab watch`: checks the active chapter whenever one of its files is saved, until q, Ctrl-C, or another chapter is active. */
export function watchCommand(engine: () => Engine): Command {
  return new Command('watch')
    .description(
      'check the active chapter whenever you save one of its files; Enter checks at once, q leaves',
    )
    .addHelpText('after', '\nExample:\n  $ npx lab watch')
    .action(async () => {
      const display = showCheck();
      const learner = openLearner(undefined, display.line);
      const found = await chooseChapter(learner);
      const claim = claimHome({ claim: learner.watcher });
      const over = new AbortController();
      const endWhenOver = () => {
        if (readActive(learner)?.number !== found.number) over.abort();
      };
      const checks = latestOnly(
        async (signal) => {
          endWhenOver();
          if (!over.signal.aborted) await check(learner, engine(), found, display, signal);
        },
        (error) => {
          display.end();
          reportError(error);
        },
      );
      const stop = await watchSeams(learner, found.seams, checks.ask);
      // Left open, it would keep the page from checking the next chapter.
      const stopActive = await watchSeams(
        learner,
        [relative(learner.repository, learner.active)],
        endWhenOver,
      );
      endWhenOver(); // another may have been started before anybody listened
      const files =
        found.seams.length > 0 ? `${found.seams.join(' and ')} is checked whenever you save it. ` : '';
      display.line(`${files}Enter checks at once, q leaves.`);
      await awaitKeys(checks.ask, over.signal);
      await Promise.all([stop(), stopActive(), checks.end()]);
      claim?.release();
      if (over.signal.aborted)
        display.line(`Chapter ${found.number} is not active any more, so this watch has ended.`);
      display.end();
    });
}

async function check(
  learner: Learner,
  engine: Engine,
  found: LoadedChapter,
  display: CheckDisplay,
  signal: AbortSignal,
): Promise<void> {
  const checked = await checkChapter(learner, engine, found, { onProgress: display.show, signal });
  const where = { desk: await deskOf(engine), next: (await listChapters(learner)).next };
  display.end();
  console.log(`\n${pc.dim(new Date().toLocaleTimeString('sv'))}  ${describeChecked(found, checked, where)}`);
  await prepareLab(learner, engine);
}
