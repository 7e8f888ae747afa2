import { Command } from 'commander';
import pc from 'picocolors';
import { type ListedChapter, type Listing, listChapters } from '../chapters/list-chapters.ts';
import { openLearner } from '../chapters/open-learner.ts';
import { alignColumns } from '../terminal/align-columns.ts';

const PAINT = { done: pc.green, active: pc.yellow, open: pc.dim };

/** `lab list`: every chapter, how far one is, and what to type next. */
export function listCommand(): Command {
  return new Command('list')
    .description('show the chapters, how far you are, and what to type next')
    .option('--json', 'print it as JSON, with all that is recorded of your progress')
    .addHelpText('after', '\nExample:\n  $ npx lab list')
    .action(async ({ json }: { json?: boolean }) => {
      const listing = await listChapters(openLearner());
      console.log(json ? JSON.stringify(listing) : tableOf(listing));
    });
}

function tableOf({ chapters, next }: Listing): string {
  if (chapters.length === 0) return 'There are no chapters in chapters/.';
  const header = ['', 'chapter', 'minutes', 'needs', 'state', 'hints'].map(pc.dim);
  const problems = chapters.flatMap(({ slug, problem }) =>
    problem ? [pc.red(`chapters/${slug} cannot be used: ${problem}`)] : [],
  );
  const done = chapters.filter(({ doneAt }) => doneAt !== null).length;
  return [
    alignColumns([header, ...chapters.map(rowOf)]),
    '',
    ...problems,
    `${done} of ${chapters.length} done. Next: ${next}`,
  ].join('\n');
}

function rowOf(chapter: ListedChapter): string[] {
  const { number, title, slug, minutes, needs, engines, state, hints, hintCount, problem, doneAt } = chapter;
  if (problem) return [number, slug, '', '', pc.red('broken'), ''];
  const word = state === 'active' && doneAt !== null ? 'active, done' : state;
  return [
    number,
    title ?? slug,
    String(minutes),
    engines ? `engine ${engines.join(' or ')}` : needs === 'full' ? 'full stack' : '',
    PAINT[state](word),
    `${hints.length} of ${hintCount}`,
  ];
}
