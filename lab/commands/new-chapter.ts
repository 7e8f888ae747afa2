import { Command } from 'commander';
import { newChapter } from '../chapters/new-chapter.ts';
import { REPOSITORY } from '../engine/local/home-paths.ts';

/** `lab new-chapter NN-slug`: the folder of a chapter that somebody is going to write. */
export function newChapterCommand(): Command {
  return new Command('new-chapter')
    .description('make the folder of a new chapter, and of its first near-miss, from a template')
    .argument('<slug>', 'two digits, then what one gains, such as 16-baggage')
    .option(
      '--seam <path>',
      'the file that learners will edit: copied, for you to take out what is to be found',
    )
    .addHelpText(
      'after',
      '\nExample:\n  $ npx lab new-chapter 16-baggage --seam services/storefront/sales-channel.ts',
    )
    .action((slug: string, { seam }: { seam?: string }) => {
      const paths = newChapter(REPOSITORY, slug, seam);
      const number = slug.slice(0, 2);
      console.log(
        [...paths, '', `Next: edit them, then npx lab start ${number} and npx lab verify ${number}`].join(
          '\n',
        ),
      );
    });
}
