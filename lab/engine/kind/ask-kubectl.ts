import { LabError } from '../lab-error.ts';
import { type ProgramAnswer, type ProgramRun, runProgram } from '../run-program.ts';
import type { Cluster } from './cluster.ts';

/** Runs `kubectl ARGS` against the lab's cluster and waits for its end, `limitMs` at most. Never rejects. */
export function runKubectl(
  { kubeconfig }: Cluster,
  args: string[],
  run: ProgramRun = {},
): Promise<ProgramAnswer> {
  return runProgram('kubectl', ['--kubeconfig', kubeconfig, ...args], run);
}

/** Runs a kubectl command that has no reason to fail and returns what it printed. Throws LabError with its last words. */
export async function askKubectl(cluster: Cluster, args: string[], run: ProgramRun = {}): Promise<string> {
  const { code, stdout, stderr } = await runKubectl(cluster, args, run);
  if (code === 0) return stdout;
  run.signal?.throwIfAborted();
  throw kubectlFailed(args, code, stderr);
}

function kubectlFailed(args: string[], code: number | null, stderr: string): LabError {
  const why = code === null ? 'no answer in time' : (stderr.trim().split('\n').at(-1) ?? '');
  if (/refused|no such host|i\/o timeout|no route to host|unable to connect/i.test(stderr))
    return new LabError(`The cluster does not answer: ${why}`, {
      next: ['scripts/kind.sh status', 'scripts/kind.sh down   (removes it, for a new start)'],
    });
  return new LabError(`kubectl ${args.slice(0, 2).join(' ')} failed: ${why}`, {
    next: ['npx lab doctor', 'npx lab status'],
  });
}
