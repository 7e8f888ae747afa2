import { Command } from 'commander';
import pc from 'picocolors';
import { LabError } from '../engine/lab-error.ts';
import { chooseSources } from '../install/choose-sources.ts';
import { installSources, sourcesToBuild } from '../install/install-sources.ts';
import { SOURCES, type Source } from '../install/sources.ts';
import { surveySource } from '../install/survey-source.ts';
import { alignColumns } from '../terminal/align-columns.ts';
import { interruptible } from '../terminal/interruptible.ts';
import { showInstall } from '../terminal/show-install.ts';

/** `lab install`: gets the real parts that are missing, built from source with Go, into the user's cache. */
export function installCommand(): Command {
  return new Command('install')
    .description(
      'get the real parts (Collector, Jaeger, VictoriaLogs, Prometheus) for a machine without Docker',
    )
    .argument('[part...]', `which ones: ${SOURCES.map(({ part }) => part).join(', ')} (default: all)`)
    .option('--list', 'only show what is there, and from where')
    .addHelpText('after', `\n${costs()}\n\nExample:\n  $ npx lab install jaeger`)
    .action(async (words: string[], { list }: { list?: boolean }) => {
      const sources = chooseSources(words);
      if (list) {
        console.log(describeParts(sources));
        return;
      }
      const missing = sourcesToBuild(sources);
      if (missing.length > 0) await install(missing);
      console.log(describeParts(sources));
    });
}

async function install(missing: Source[]): Promise<void> {
  const display = showInstall();
  const interrupt = interruptible('Interrupted: stopping Go (Ctrl-C again leaves it to itself).');
  try {
    await installSources(missing, display, interrupt.signal);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    throw new LabError('Interrupted. Nothing half-made was installed, and what Go has compiled is kept.', {
      next: ['npx lab install   (goes on where it stopped)'],
      cause: error,
    });
  } finally {
    interrupt.release();
    display.end();
  }
}

function describeParts(sources: Source[]): string {
  const rows = sources.flatMap((source) => {
    const found = surveySource(source);
    return source.programs.map(({ name }) => {
      const program = found.find((each) => each.name === name);
      if (!program) return [pc.yellow('-'), name, 'missing', `npx lab install ${source.part}`];
      const { version, from, path } = program;
      return version === null
        ? [pc.red('✗'), name, 'does not run', `${path} (${from})`]
        : [pc.green('✓'), name, version, `${path} (${from})`];
    });
  });
  return alignColumns(rows);
}

function costs(): string {
  const rows = SOURCES.map(({ part, version, seconds, binaryMegabytes, peakMegabytes }) => [
    `  ${part}`,
    version,
    `${Math.ceil(seconds / 60)} min`,
    `${binaryMegabytes} MB on disk`,
    `${(peakMegabytes / 1_000).toFixed(1)} GB of memory`,
  ]);
  return [
    'What is on PATH, in the lab’s cache or in the folder that LAB_BIN_DIR names is taken as it is. The rest is built',
    'from source with Go at the lowest priority. Measured on two idle cores with empty caches, each part alone:',
    alignColumns(rows),
    'All of them take about 8 min: they share much.',
    'Go keeps what it fetched and compiled: 4 GB and more after all parts. `go clean -cache -modcache` removes it.',
    'Ctrl-C is safe at any time: the next run goes on where this one stopped.',
  ].join('\n');
}
