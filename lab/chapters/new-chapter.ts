import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { LabError } from '../engine/lab-error.ts';
import { listFolders } from './list-folders.ts';

const SLUG = /^\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/;
const TEMPLATE = join(import.meta.dirname, 'template');
const PAGES = ['README.md', 'check.ts', 'answer.md'];
const COMMENTS: Record<string, string> = {
  '.ts': '//',
  '.js': '//',
  '.yaml': '#',
  '.env': '#',
  '.sql': '--',
};

/**
 * Makes the folder of a new chapter, and one for its first near-miss; with `seam` (a file's path in the repository) also
 * the exercise and the near-miss, both to be edited. Returns the paths of what was made. Throws LabError (usage) for a name
 * that does not fit or is taken, and for a seam that is not there or belongs to another chapter.
 */
export function newChapter(repository: string, slug: string, seam?: string): string[] {
  requireFree(repository, slug);
  const number = slug.slice(0, 2);
  const [chapter, nearMiss] = [`chapters/${slug}`, `test/near-misses/${number}/first-mistake`];
  const exercise = seam === undefined ? undefined : exerciseOf(repository, seam, number);
  const fromTemplate = (name: string) =>
    readFileSync(join(TEMPLATE, `${name}.txt`), 'utf8').replaceAll('{number}', number);
  const files = [
    ...PAGES.map((name) => ({ path: `${chapter}/${name}`, text: fromTemplate(name) })),
    { path: `${nearMiss}/near-miss.json`, text: fromTemplate('near-miss.json') },
    ...[`${chapter}/exercise`, nearMiss].flatMap((folder) =>
      exercise === undefined ? [] : [{ path: `${folder}/${seam}`, text: exercise }],
    ),
  ];
  for (const { path, text } of files) write(join(repository, path), text);
  return files.map(({ path }) => path);
}

function requireFree(repository: string, slug: string): void {
  if (!SLUG.test(slug))
    throw new LabError(
      `"${slug}" is no name for a chapter: two digits, then what one gains, in small letters.`,
      {
        next: ['npx lab new-chapter 16-baggage'],
        exitCode: 2,
      },
    );
  const taken = listFolders(repository).find(({ number }) => slug.startsWith(`${number}-`));
  if (taken)
    throw new LabError(`There is a chapter ${taken.number} already: chapters/${taken.slug}.`, {
      exitCode: 2,
    });
}

function exerciseOf(repository: string, seam: string, number: string): string {
  const file = join(repository, seam);
  if (!existsSync(file)) throw new LabError(`There is no file ${seam} in this repository.`, { exitCode: 2 });
  const owner = listFolders(repository).find(({ seams }) => seams.includes(seam));
  if (owner)
    throw new LabError(`${seam} is the exercise of chapter ${owner.number}: each file has one chapter.`, {
      exitCode: 2,
    });
  const comment = COMMENTS[extname(seam)];
  const todo = comment ? `${comment} TODO(${number}): say what is to be done, where it is to be done.\n` : '';
  return todo + readFileSync(file, 'utf8');
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { flag: 'wx' });
}
