import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { PartName } from '../engine.ts';
import type { FollowOptions } from '../local/follow-log.ts';
import type { Cluster } from './cluster.ts';
import { namespaceOf, workloadsOfPart } from './part-workloads.ts';

/** The last lines of the log of each of a part's pods, then, with `follow`, every new one until `signal` aborts or they end. */
export async function* followPodsLog(
  { kubeconfig }: Cluster,
  part: PartName,
  options: FollowOptions,
): AsyncGenerator<string> {
  const names = workloadsOfPart(part);
  const child = spawn(
    'kubectl',
    [
      ...['--kubeconfig', kubeconfig, 'logs', '--namespace', namespaceOf(part)],
      ...['--selector', `app.kubernetes.io/name in (${names.join(',')})`],
      ...['--tail', String(options.lines), '--max-log-requests', '20'],
      ...(names.length > 1 ? ['--prefix'] : []),
      ...(options.follow ? ['--follow'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
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
