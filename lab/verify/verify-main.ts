// Run by `lab verify` in a scratch copy of the repository: node lab/verify/verify-main.ts [--engine NAME] [--json] [--rounds N] [NN...]
import { parseArgs } from 'node:util';
import { discoverChapters, isLoaded, type LoadedChapter } from '../chapters/discover-chapters.ts';
import type { Chapter } from '../checks/chapter.ts';
import { wrongEngine } from '../checks/wrong-engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { missingBinaries } from '../engine/local/binaries/missing-binaries.ts';
import { chooseStores } from '../engine/local/choose-full-stack.ts';
import { REPOSITORY } from '../engine/local/home-paths.ts';
import { openEngine } from '../engine/open-engine.ts';
import { interruptible } from '../terminal/interruptible.ts';
import { reportError } from '../terminal/report-error.ts';
import { describeChapters, describeTry, isAsWanted } from './describe-tries.ts';
import { type Tried, tryChapter } from './try-chapter.ts';

const { values, positionals } = parseArgs({
  options: {
    engine: { type: 'string', default: 'local' },
    json: { type: 'boolean' },
    rounds: { type: 'string' },
  },
  allowPositionals: true,
});
const say = (line: string) => console.error(line);
const interrupt = interruptible('Interrupted: stopping the lab of the scratch copy.');
const engine = openEngine(values.engine);
try {
  const chapters = await chooseChapters(positionals);
  await engine.up({
    full: chapters.some(({ chapter }) => chapter.needs === 'full'),
    onNotice: say,
    signal: interrupt.signal,
  });
  const tried = new Map<string, Tried[]>();
  for (const loaded of chapters) {
    say(loaded.slug);
    const tries: Tried[] = [];
    tried.set(loaded.slug, tries);
    for await (const one of tryChapter(
      engine,
      REPOSITORY,
      loaded,
      values.rounds ? Number(values.rounds) : undefined,
    )) {
      interrupt.signal.throwIfAborted();
      tries.push(one);
      say(describeTry(one));
    }
  }
  console.log(
    values.json
      ? JSON.stringify(Object.fromEntries([...tried].map(([slug, tries]) => [slug, tries.map(plain)])))
      : `\n${describeChapters(tried)}`,
  );
  process.exitCode = [...tried.values()].flat().every(isAsWanted) ? 0 : 1;
} catch (error) {
  process.exitCode = interrupt.signal.aborted ? 130 : reportError(error);
} finally {
  // In a cluster the data stay: those of the user's own lab are among them.
  await engine.down({ purge: engine.name === 'local' }).catch(() => {});
}

function plain(tried: Tried) {
  const { kind, name, wanted } = tried.attempt;
  return { kind, name, wanted, verdict: tried.verdict, asWanted: isAsWanted(tried) };
}

/** The chapters of these numbers, or all that can run here. */
async function chooseChapters(numbers: readonly string[]): Promise<LoadedChapter[]> {
  const found = await discoverChapters(REPOSITORY);
  for (const chapter of found)
    if (!isLoaded(chapter)) throw new LabError(`chapters/${chapter.slug}: ${chapter.problem}.`);
  const all = found.filter(isLoaded);
  const unknown = numbers.find((number) => !all.some((chapter) => chapter.number === number));
  if (unknown) throw new LabError(`There is no chapter ${unknown}.`, { exitCode: 2, next: ['npx lab list'] });
  const named = all.filter(({ number }) => numbers.includes(number));
  for (const { number, chapter } of named) {
    const wrong = wrongEngine(chapter, engine.name);
    if (wrong)
      throw new LabError(`${number}: ${wrong.message}`, {
        exitCode: 2,
        next: [`${howToVerify(chapter)} ${number}`],
      });
  }
  return numbers.length > 0 ? named : thoseThatRunHere(all);
}

/** The chapters that can run here; of the others it says why not. */
function thoseThatRunHere(all: LoadedChapter[]): LoadedChapter[] {
  const missing = engine.name === 'local' ? missingBinaries(chooseStores()) : [];
  const elsewhere = all.filter(({ chapter }) => wrongEngine(chapter, engine.name));
  const full = all.filter(
    (loaded) => missing.length > 0 && loaded.chapter.needs === 'full' && !elsewhere.includes(loaded),
  );
  const numbersOf = (left: LoadedChapter[]) => left.map(({ number }) => number).join(', ');
  const [first] = elsewhere;
  if (first) say(`Left out: ${numbersOf(elsewhere)} (${howToVerify(first.chapter)}).`);
  if (full.length > 0) say(`Left out: ${numbersOf(full)}, which need the full stack (npx lab install).`);
  return all.filter((loaded) => !elsewhere.includes(loaded) && !full.includes(loaded));
}

function howToVerify({ engines = [] }: Pick<Chapter, 'engines'>): string {
  return `npx lab verify --engine ${engines[0]}`;
}
