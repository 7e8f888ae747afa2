import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { endProcess, signalGroup } from '../engine/local/process/end-process.ts';
import { findExecutable } from '../engine/local/process/find-executable.ts';
import { processIdentity } from '../engine/local/process/process-identity.ts';

export type GoRun = {
  go: string;
  args: string[];
  /** The module's folder. */
  cwd: string;
  /** Where Go keeps its half-made files. */
  temporary: string;
  /** Told every line of standard output and of standard error as it comes. */
  onLine: (line: string) => void;
  signal: AbortSignal;
};

const GRACE_MS = 5_000;
const KEPT_LINES = 400;

/**
 * Runs Go at the lowest priority, so that the machine stays usable. Resolves to the exit code (null: ended by a signal)
 * and the last lines; when `signal` aborts, Go and its compilers are ended first.
 */
export async function runGo(run: GoRun): Promise<{ code: number | null; lines: string[] }> {
  run.signal.throwIfAborted();
  const nice = findExecutable('nice');
  const [file, ...before] = nice ? [nice, '-n', '19', run.go] : [run.go];
  const child = spawn(file ?? run.go, [...before, ...run.args], {
    cwd: run.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Go's compilers end with it, and a Ctrl-C reaches them through us, once.
    detached: true,
    env: goEnvironment(run.temporary),
  });
  const lines: string[] = [];
  const keep = (line: string) => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    run.onLine(line);
  };
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', keep);
  const end = () => void endGroup(child.pid);
  run.signal.addEventListener('abort', end, { once: true });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => run.signal.removeEventListener('abort', end));
  return { code, lines };
}

async function endGroup(pid: number | undefined): Promise<void> {
  const leader = pid === undefined ? undefined : processIdentity(pid);
  if (!leader) return;
  await endProcess(leader, 'SIGINT', GRACE_MS);
  // A compiler that had not heard of it would keep our pipes open.
  signalGroup(leader.pid, 'SIGKILL');
}

function goEnvironment(temporary: string): NodeJS.ProcessEnv {
  // No C compiler, no workspace of the user's around the repository, no version-control stamp.
  return { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GO111MODULE: 'on', GOTMPDIR: temporary };
}
