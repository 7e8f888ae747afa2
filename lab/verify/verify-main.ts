// Run by `lab verify` in a scratch copy of the repository: node lab/verify/verify-main.ts [--engine NAME] [--json] [--rounds N] [--needs base|full] [--share K/N] [NN...]
import { parseArgs } from 'node:util';
import { REPOSITORY } from '../engine/local/home-paths.ts';
import { openEngine } from '../engine/open-engine.ts';
import { interruptible } from '../terminal/interruptible.ts';
import { reportError } from '../terminal/report-error.ts';
import { chooseChapters } from './choose-chapters.ts';
import { describeChapters, describeTry, isAsWanted } from './describe-tries.ts';
import { type Tried, tryChapter } from './try-chapter.ts';

const { values, positionals } = parseArgs({
  options: {
    engine: { type: 'string', default: 'local' },
    json: { type: 'boolean' },
    rounds: { type: 'string' },
    needs: { type: 'string' },
    share: { type: 'string' },
  },
  allowPositionals: true,
});
const say = (line: string) => console.error(line);
const interrupt = interruptible('Interrupted: stopping the lab of the scratch copy.');
const engine = openEngine(values.engine);
try {
  const chapters = await chooseChapters(engine.name, positionals, values, say);
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
  await engine.down({ purge: engine.name !== 'kind' }).catch(() => {});
}

function plain(tried: Tried) {
  const { kind, name, wanted } = tried.attempt;
  return { kind, name, wanted, verdict: tried.verdict, asWanted: isAsWanted(tried) };
}
