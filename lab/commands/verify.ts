import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { findCluster, isMade } from '../engine/kind/cluster.ts';
import { LabError } from '../engine/lab-error.ts';
import { homePaths, REPOSITORY } from '../engine/local/home-paths.ts';
import { openEngine } from '../engine/open-engine.ts';
import { makeScratchCopy } from '../verify/make-scratch-copy.ts';

type Flags = { engine: string; json?: boolean; rounds?: number; needs?: string; share?: string };

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** `lab verify`: proves in a scratch copy that every check fails and passes as it must. Exit code 1 when one does not. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'prove every chapter both ways: what is wrong fails with its own diagnosis, the solution passes',
    )
    .argument('[chapters...]', 'their numbers, such as 05; default: all that can run here')
    .option('--rounds <n>', 'instead: exercise and solution only, in turn, n times each', wholeNumber)
    .addOption(
      new Option('--needs <what>', 'only chapters that need the base lab, or the full stack').choices([
        'base',
        'full',
      ]),
    )
    .option(
      '--share <k/n>',
      'only every nth chapter, from the kth on: to prove them in several lanes',
      shareOf,
    )
    .option(
      '--engine <name>',
      'what runs the lab meanwhile; kind: in the cluster, where no lab may run then',
      'local',
    )
    .option('--json', 'print every verdict as JSON')
    .addHelpText(
      'after',
      '\nA lab of its own is started in a copy of the repository; yours and your files are not touched. About a minute a chapter.\n\nExample:\n  $ npx lab verify 05',
    )
    .action(async (chapters: string[], { engine, json, rounds, needs, share }: Flags) => {
      const cluster = engine === 'kind' ? await freeCluster() : undefined;
      const { folder, remove } = makeScratchCopy(REPOSITORY);
      // Ctrl-C reaches the child as well; what is left is to wait for it, so that nothing stays behind.
      const ignore = () => {};
      for (const signal of SIGNALS) process.on(signal, ignore);
      try {
        const main = join(folder, 'lab', 'verify', 'verify-main.ts');
        const flags = [
          '--engine',
          engine,
          ...(json ? ['--json'] : []),
          ...(rounds ? ['--rounds', String(rounds)] : []),
          ...(needs ? ['--needs', needs] : []),
          ...(share ? ['--share', share] : []),
        ];
        const child = spawn(process.execPath, [main, ...flags, ...chapters], {
          cwd: folder,
          stdio: 'inherit',
          env: { ...process.env, LAB_HOME: join(folder, '.lab'), ...cluster },
        });
        const [code] = (await once(child, 'exit')) as [number | null];
        process.exitCode = code ?? 3;
      } finally {
        for (const signal of SIGNALS) process.off(signal, ignore);
        remove();
      }
    });
}

/** The variable that names the cluster of this lab. Throws LabError when there is none, or a lab runs in it. */
async function freeCluster(): Promise<{ LAB_KUBECONFIG: string }> {
  const cluster = findCluster(homePaths());
  if (!isMade(cluster))
    throw new LabError('There is no cluster.', { next: ['scripts/kind.sh up', 'npx lab down'] });
  if ((await openEngine('kind').status()).phase !== 'stopped')
    throw new LabError('A lab runs in the cluster, and its place is needed.', { next: ['npx lab down'] });
  return { LAB_KUBECONFIG: resolve(cluster.kubeconfig) };
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number from 1 to 999, please.');
}

function shareOf(text: string): string {
  const [, which, of] = /^([1-9]\d?)\/([1-9]\d?)$/.exec(text) ?? [];
  if (which && Number(which) <= Number(of)) return text;
  throw new InvalidArgumentError('Such as 1/3, 2/3 and 3/3, please.');
}
