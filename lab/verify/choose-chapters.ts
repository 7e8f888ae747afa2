import { discoverChapters, isLoaded, type LoadedChapter } from '../chapters/discover-chapters.ts';
import type { Chapter } from '../checks/chapter.ts';
import { wrongEngine } from '../checks/wrong-engine.ts';
import type { EngineName } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { missingBinaries } from '../engine/local/binaries/missing-binaries.ts';
import { chooseStores } from '../engine/local/choose-full-stack.ts';
import { REPOSITORY } from '../engine/local/home-paths.ts';

/** Which of the chapters that can run here: `needs` those that need no more, or more; `share` every Nth of them, as K/N. */
export type Selection = { needs?: string | undefined; share?: string | undefined };

/** The chapters of these numbers, or all that this engine can run and that are selected; of the others it says why not. Throws LabError. */
export async function chooseChapters(
  engine: EngineName,
  numbers: readonly string[],
  selection: Selection,
  say: (line: string) => void,
): Promise<LoadedChapter[]> {
  const found = await discoverChapters(REPOSITORY);
  for (const chapter of found)
    if (!isLoaded(chapter)) throw new LabError(`chapters/${chapter.slug}: ${chapter.problem}.`);
  const all = found.filter(isLoaded);
  if (numbers.length === 0) return selected(thoseThatRunHere(engine, all, say), selection);
  const unknown = numbers.find((number) => !all.some((chapter) => chapter.number === number));
  if (unknown) throw new LabError(`There is no chapter ${unknown}.`, { exitCode: 2, next: ['npx lab list'] });
  const named = all.filter(({ number }) => numbers.includes(number));
  for (const { number, chapter } of named) {
    const wrong = wrongEngine(chapter, engine);
    if (wrong)
      throw new LabError(`${number}: ${wrong.message}`, {
        exitCode: 2,
        next: [`${howToVerify(chapter)} ${number}`],
      });
  }
  return named;
}

function thoseThatRunHere(
  engine: EngineName,
  all: LoadedChapter[],
  say: (line: string) => void,
): LoadedChapter[] {
  const missing = engine === 'local' ? missingBinaries(chooseStores()) : [];
  const elsewhere = all.filter(({ chapter }) => wrongEngine(chapter, engine));
  const full = all.filter(
    (loaded) => missing.length > 0 && loaded.chapter.needs === 'full' && !elsewhere.includes(loaded),
  );
  const numbersOf = (left: LoadedChapter[]) => left.map(({ number }) => number).join(', ');
  const [first] = elsewhere;
  if (first) say(`Left out: ${numbersOf(elsewhere)} (${howToVerify(first.chapter)}).`);
  if (full.length > 0) say(`Left out: ${numbersOf(full)}, which need the full stack (npx lab install).`);
  return all.filter((loaded) => !elsewhere.includes(loaded) && !full.includes(loaded));
}

function selected(chapters: LoadedChapter[], { needs, share }: Selection): LoadedChapter[] {
  const [, which = '1', of = '1'] = /^(\d+)\/(\d+)$/.exec(share ?? '1/1') ?? [];
  return chapters
    .filter(({ chapter }) => needs === undefined || chapter.needs === needs)
    .filter((_, index) => index % Number(of) === Number(which) - 1);
}

function howToVerify({ engines = [] }: Pick<Chapter, 'engines'>): string {
  return `npx lab verify --engine ${engines[0]}`;
}
