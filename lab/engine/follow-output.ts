import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';

/** The lines of a program, of both its streams as they come, until it ends; it is ended when `signal` aborts or nobody reads on. */
export async function* followOutput(
  program: string,
  args: string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const end = () => child.kill();
  signal?.addEventListener('abort', end);
  const both = new PassThrough();
  for (const stream of [child.stdout, child.stderr]) stream.pipe(both, { end: false });
  child.once('close', () => both.end()).once('error', () => both.end());
  try {
    yield* createInterface({ input: both });
  } finally {
    signal?.removeEventListener('abort', end);
    end();
  }
}
