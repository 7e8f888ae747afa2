import { LabError } from '../lab-error.ts';
import type { ProgramRun } from '../run-program.ts';
import { runDocker } from './run-docker.ts';

/** Runs a docker command that has no reason to fail and returns what it printed. Throws LabError with its first words. */
export async function askDocker(args: string[], run: ProgramRun = {}): Promise<string> {
  const { code, stdout, stderr } = await runDocker(args, run);
  if (code === 0) return stdout;
  const why = code === null ? 'no answer in time' : firstLine(stderr);
  throw new LabError(`docker ${args.slice(0, 2).join(' ')} failed: ${why}`, {
    next: ['docker version', 'npx lab status'],
  });
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
