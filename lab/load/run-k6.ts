import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { K6Call } from './k6-arguments.ts';

/** How k6 ended. `failures`: the first few that a script reported; `lastLines`: the last of everything else it said. */
export type K6End = { exitCode: number | null; failures: string[]; lastLines: string[] };

const MOST_FAILURES = 5;
const MOST_LAST_LINES = 5;
const FAILURE = /^FAILED /;

/**
 * Runs k6 to its end; all that it says also goes to the file `log`. Ctrl-C and SIGTERM let k6 stop and sum up, the second
 * one ends it at once. After `limitMs` it is killed.
 */
export async function runK6(program: string, call: K6Call, log: string, limitMs: number): Promise<K6End> {
  // A group of its own: a terminal sends Ctrl-C to ours, and k6 takes two of them as an order to drop everything.
  const child = spawn(program, call.arguments, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: call.environment,
    detached: true,
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  const said = listen(child, log);
  const release = passOnInterrupts(child);
  try {
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { exitCode, ...said };
  } finally {
    release();
  }
}

function listen(child: ChildProcess, log: string): Pick<K6End, 'failures' | 'lastLines'> {
  const said: Pick<K6End, 'failures' | 'lastLines'> = { failures: [], lastLines: [] };
  const file = createWriteStream(log);
  for (const stream of [child.stdout, child.stderr]) stream?.pipe(file, { end: false });
  child.once('close', () => file.end());
  if (!child.stderr) return said;
  createInterface(child.stderr).on('line', (line) => {
    if (FAILURE.test(line)) {
      if (said.failures.length < MOST_FAILURES) said.failures.push(line.replace(FAILURE, ''));
    } else if (line.trim()) {
      said.lastLines = [...said.lastLines.slice(1 - MOST_LAST_LINES), line];
    }
  });
  return said;
}

function passOnInterrupts(child: ChildProcess): () => void {
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const passOn = () => void child.kill('SIGINT');
  for (const signal of signals) process.on(signal, passOn);
  return () => {
    for (const signal of signals) process.off(signal, passOn);
  };
}
