import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { FollowOptions } from '../local/follow-log.ts';

/** The last lines of a container's log, then, with `follow`, every new one until `signal` aborts or the container ends. */
export async function* followContainerLog(id: string, options: FollowOptions): AsyncGenerator<string> {
  const follow = options.follow ? ['--follow'] : [];
  const child = spawn('docker', ['logs', '--tail', String(options.lines), ...follow, id], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill();
  options.signal?.addEventListener('abort', end);
  const both = new PassThrough();
  for (const stream of [child.stdout, child.stderr]) stream.pipe(both, { end: false });
  child.once('close', () => both.end()).once('error', () => both.end());
  try {
    yield* createInterface({ input: both });
  } finally {
    options.signal?.removeEventListener('abort', end);
    end();
  }
}
