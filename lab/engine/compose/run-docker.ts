import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { REPOSITORY } from '../local/home-paths.ts';

/** How a docker command ended. `code` is null when it was ended by a signal, such as at its limit. */
export type DockerAnswer = { code: number | null; stdout: string; stderr: string };

export type DockerRun = {
  limitMs?: number;
  signal?: AbortSignal | undefined;
  env?: NodeJS.ProcessEnv;
  /** Told about each line that the command writes to standard error: compose tells its progress there. */
  onLine?: (line: string) => void;
};

const DEFAULT_LIMIT_MS = 30_000;
const NOT_FOUND = 127;

/** Runs `docker ARGS` in the repository and waits for its end, `limitMs` at most. Never rejects; asks nothing. */
export function runDocker(args: string[], run: DockerRun = {}): Promise<DockerAnswer> {
  // In a process group of its own: Ctrl-C is ours to answer, and its end ends compose's own children too.
  const child = spawn('docker', args, {
    cwd: REPOSITORY,
    env: { ...process.env, ...run.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const answer = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    answer.stdout += text;
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    answer.stderr += `${line}\n`;
    run.onLine?.(line);
  });
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

function endOn(child: ChildProcess, { limitMs = DEFAULT_LIMIT_MS, signal }: DockerRun): () => void {
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
