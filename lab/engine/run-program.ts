import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { REPOSITORY } from './local/home-paths.ts';

/** How a program ended. `code` is null when it was ended by a signal, such as at its limit; 127 when there is no such program. */
export type ProgramAnswer = { code: number | null; stdout: string; stderr: string };

export type ProgramRun = {
  limitMs?: number;
  signal?: AbortSignal | undefined;
  env?: NodeJS.ProcessEnv;
  /** What it reads from its standard input; nothing by default. */
  input?: string;
  /** Told about each line that it writes to standard error, where programs tell their progress. */
  onLine?: (line: string) => void;
};

const DEFAULT_LIMIT_MS = 30_000;
export const NOT_FOUND = 127;

/** Runs a program in the repository and waits for its end, `limitMs` at most. Never rejects. */
export function runProgram(program: string, args: string[], run: ProgramRun = {}): Promise<ProgramAnswer> {
  // In a process group of its own: Ctrl-C is ours to answer, and its end ends its own children too.
  const child = spawn(program, args, {
    cwd: REPOSITORY,
    env: { ...process.env, ...run.env },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const answer = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    answer.stdout += text;
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    answer.stderr += `${line}\n`;
    run.onLine?.(line);
  });
  // Who ends without reading says why elsewhere.
  child.stdin.on('error', () => {}).end(run.input);
  const release = endOn(child, run);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      release();
      resolve({ ...answer, code: NOT_FOUND, stderr: error.message });
    });
    child.once('close', (code) => {
      release();
      resolve({ ...answer, code });
    });
  });
}

function endOn(child: ChildProcess, { limitMs = DEFAULT_LIMIT_MS, signal }: ProgramRun): () => void {
  const end = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has ended by itself.
    }
  };
  const timer = setTimeout(end, limitMs);
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  };
}
