import { LabError } from '../engine/lab-error.ts';
import { nearestName } from '../terminal/nearest-name.ts';
import { type FoundChapter, isLoaded, type LoadedChapter } from './discover-chapters.ts';

/**
 * The chapter that somebody names: by its number, its slug with or without the number, or the beginning of one. Throws
 * LabError (usage) when there is none or more than one, with the nearest name, and when the chapter's folder is broken.
 */
export function findChapter(chapters: FoundChapter[], text: string): LoadedChapter {
  const wanted = text.toLowerCase().replace(/\/$/, '');
  const exact = chapters.filter((chapter) => namesOf(chapter).includes(wanted));
  const begun = chapters.filter((chapter) => namesOf(chapter).some((name) => name.startsWith(wanted)));
  const [found, ...others] = exact.length > 0 ? exact : begun;
  if (!found) throw unknown(chapters, text, wanted);
  if (others.length > 0) throw ambiguous(text, [found, ...others]);
  if (isLoaded(found)) return found;
  throw new LabError(`Chapter ${found.number} cannot be used: ${found.problem}.`, {
    next: [`look into chapters/${found.slug}`],
  });
}

function namesOf({ number, slug }: FoundChapter): string[] {
  return [String(Number(number)), number, slug, slug.slice(3)];
}

function unknown(chapters: FoundChapter[], text: string, wanted: string): LabError {
  const holding = chapters.find(({ slug }) => wanted.length > 2 && slug.includes(wanted));
  const begins = chapters.flatMap(({ slug }) => [slug, ...beginningsOf(slug.slice(3))]);
  // Three letters of a short word are most of it.
  const nearest = wanted.length > 3 ? nearestName(wanted, begins) : undefined;
  const meant =
    holding ??
    (nearest && chapters.find(({ slug }) => slug === nearest || slug.slice(3).startsWith(nearest)));
  return new LabError(`There is no chapter "${text}".${meant ? ` Did you mean ${meant.slug}?` : ''}`, {
    next: [meant ? `npx lab start ${meant.number}` : 'npx lab list'],
    exitCode: 2,
  });
}

/** Somebody who mistypes a name has seldom typed all of it. */
function beginningsOf(name: string): string[] {
  const words = name.split('-');
  return words.map((_, index) => words.slice(0, index + 1).join('-'));
}

function ambiguous(text: string, found: FoundChapter[]): LabError {
  const slugs = found.map(({ slug }) => slug).join(', ');
  return new LabError(`"${text}" may be any of ${slugs}.`, { next: ['npx lab list'], exitCode: 2 });
}
