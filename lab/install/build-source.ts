import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../engine/lab-error.ts';
import { binaryCache } from '../engine/local/binaries/binary-cache.ts';
import { explainGoFailure } from './explain-go-failure.ts';
import { runGo } from './run-go.ts';
import type { Source } from './sources.ts';
import { readVersion } from './survey-source.ts';

/** How far a build is. `packages` are what Go compiles; what earlier builds left in Go's cache is not counted. */
export type BuildStep =
  | { doing: 'fetching'; modules: number }
  | { doing: 'compiling'; done: number; packages: number; cached: number }
  | { doing: 'proving' };

export type BuildOptions = {
  go: string;
  /** Folder for half-made files, on the same disk as the cache. */
  staging: string;
  onStep: (step: BuildStep) => void;
  signal: AbortSignal;
};

// Nothing of this machine goes into a program: the same sources and the same Go give the same bytes.
const FLAGS = ['-mod=readonly', '-trimpath', '-buildvcs=false'];

/**
 * Builds a source's programs and puts them into the lab's cache, each in one step and only when all of them were seen
 * to run. Throws LabError; nothing half-made stays, and Go keeps what it has compiled for the next time.
 */
export async function buildSource(source: Source, options: BuildOptions): Promise<void> {
  const work = mkdtempSync(join(options.staging, `${source.part}-`));
  try {
    const packages = await countPackages(source, work, options);
    await compile(source, work, packages, options);
    options.onStep({ doing: 'proving' });
    prove(source, work);
    mkdirSync(binaryCache(), { recursive: true });
    for (const { name } of source.programs) renameSync(join(work, name), join(binaryCache(), name));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

type Packages = { stale: number; cached: number };

/** Fetches every module that the programs need, and counts what there is to compile. */
async function countPackages(source: Source, work: string, options: BuildOptions): Promise<Packages> {
  let modules = 0;
  const packages = { stale: 0, cached: 0 };
  const onLine = (line: string) => {
    if (line === 'true') packages.stale += 1;
    else if (line === 'false') packages.cached += 1;
    else if (line.startsWith('go: downloading ')) options.onStep({ doing: 'fetching', modules: ++modules });
  };
  options.onStep({ doing: 'fetching', modules });
  const args = ['list', ...flagsOf(source), '-deps', '-f', '{{.Stale}}', ...packagesOf(source)];
  await goOrThrow(source, { args, work, onLine, options });
  return packages;
}

async function compile(
  source: Source,
  work: string,
  { stale, cached }: Packages,
  options: BuildOptions,
): Promise<void> {
  let done = 0;
  const step = () => options.onStep({ doing: 'compiling', done, packages: stale, cached });
  const onLine = (line: string) => {
    // With -v Go prints the path of each package that it compiles, alone on its line.
    if (!/^[\w.~/+-]+$/.test(line)) return;
    done = Math.min(done + 1, stale);
    step();
  };
  step();
  const args = ['build', ...flagsOf(source), '-v', '-ldflags', ['-s -w', ...source.ldflags].join(' ')];
  await goOrThrow(source, {
    args: [...args, '-o', `${work}/`, ...packagesOf(source)],
    work,
    onLine,
    options,
  });
}

type GoJob = { args: string[]; work: string; onLine: (line: string) => void; options: BuildOptions };

async function goOrThrow(source: Source, { args, work, onLine, options }: GoJob): Promise<void> {
  const { go, signal } = options;
  const { code, lines } = await runGo({ go, args, cwd: source.folder, temporary: work, onLine, signal });
  signal.throwIfAborted();
  if (code !== 0) throw explainGoFailure(source, lines);
}

function prove(source: Source, work: string): void {
  for (const { name } of source.programs) {
    const version = readVersion(join(work, name));
    if (version === source.version) continue;
    const said = version === null ? 'does not run' : `says it is ${version}, not ${source.version}`;
    throw new LabError(`${name} was built, but it ${said}; it is not installed.`, {
      next: ['go env GOOS GOARCH   (must be this machine’s own)', `npx lab install ${source.part}`],
    });
  }
}

function flagsOf({ tags = [] }: Source): string[] {
  return tags.length === 0 ? FLAGS : [...FLAGS, '-tags', tags.join(',')];
}

function packagesOf(source: Source): string[] {
  return source.programs.map((program) => program.package);
}
