import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { REPOSITORY } from '../engine/local/home-paths.ts';
import { makeScratchCopy } from '../verify/make-scratch-copy.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** `lab verify`: proves in a scratch copy that every check fails and passes as it must. Exit code 1 when one does not. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'prove every chapter both ways: what is wrong fails with its own diagnosis, the solution passes',
    )
    .argument('[chapters...]', 'their numbers, such as 05; default: all that can run here')
    .option('--rounds <n>', 'instead: exercise and solution only, in turn, n times each', wholeNumber)
    .option('--json', 'print every verdict as JSON')
    .addHelpText(
      'after',
      '\nA lab of its own is started in a copy of the repository; yours and your files are not touched. About a minute a chapter.\n\nExample:\n  $ npx lab verify 05',
    )
    .action(async (chapters: string[], { json, rounds }: { json?: boolean; rounds?: number }) => {
      const { folder, remove } = makeScratchCopy(REPOSITORY);
      // Ctrl-C reaches the child as well; what is left is to wait for it, so that nothing stays behind.
      const ignore = () => {};
      for (const signal of SIGNALS) process.on(signal, ignore);
      try {
        const main = join(folder, 'lab', 'verify', 'verify-main.ts');
        const flags = [...(json ? ['--json'] : []), ...(rounds ? ['--rounds', String(rounds)] : [])];
        const child = spawn(process.execPath, [main, ...flags, ...chapters], {
          cwd: folder,
          stdio: 'inherit',
          env: { ...process.env, LAB_HOME: join(folder, '.lab') },
        });
        const [code] = (await once(child, 'exit')) as [number | null];
        process.exitCode = code ?? 3;
      } finally {
        for (const signal of SIGNALS) process.off(signal, ignore);
        remove();
      }
    });
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number from 1 to 999, please.');
}
