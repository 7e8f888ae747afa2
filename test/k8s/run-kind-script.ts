import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { ScratchClone } from '../scratch-clone.ts';

export type Ended = { code: number | null; said: string };

/** Starts scripts/kind.sh of a clone with these tools and this kubeconfig of the user's; LAB_* of the test's are not passed on. */
export function startKindScript(
  clone: ScratchClone,
  tools: { path: string },
  users: string,
  limitMs: number,
  ...words: string[]
): { child: ChildProcess; ended: Promise<Ended> } {
  const { LAB_HOME: _home, LAB_KUBECONFIG: _cluster, LAB_ENGINE: _engine, ...own } = process.env;
  const env = { ...own, NO_COLOR: '1', PATH: tools.path, KUBECONFIG: users, HOME: clone.path('home') };
  mkdirSync(clone.path('home'), { recursive: true });
  // It waits for long before it gives up; a test does not.
  const child = spawn(clone.path('scripts/kind.sh'), words, { env, timeout: limitMs });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  return { child, ended: once(child, 'close').then(([code]) => ({ code, said })) };
}
