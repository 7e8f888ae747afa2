import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabError } from '../engine/lab-error.ts';
import { findExecutable } from '../engine/local/process/find-executable.ts';
import { howToGetGo } from './how-to-get-go.ts';
import { isAtLeast } from './is-at-least.ts';
import type { Source } from './sources.ts';

/** A Go on PATH; `fetches` is the newer version that it gets by itself before it builds. */
export type Go = { path: string; version: string; fetches?: string };

const ANSWER_LIMIT_MS = 20_000;
// From here on, a Go that is too old fetches the one that a go.mod asks for, unless it was told not to.
const FETCHING_SINCE = '1.21';

/** The Go that can build all of these sources. Throws LabError with what to type on this machine otherwise. */
export function requireGo(sources: Source[]): Go {
  const needed = sources.map(neededGo).reduce((most, next) => (isAtLeast(most, next) ? most : next));
  const parts = sources.map(({ part }) => part).join(', ');
  const path = findExecutable('go');
  if (!path) {
    throw new LabError(`Go is not installed: no go was found on PATH, and it is needed to build ${parts}.`, {
      next: [...howToGetGo(needed), 'npx lab install'],
    });
  }
  const { version, toolchain } = askGo(path);
  if (isAtLeast(version, needed)) return { path, version };
  const canFetch = isAtLeast(version, FETCHING_SINCE);
  if (canFetch && /(^|\+)auto$/.test(toolchain)) return { path, version, fetches: needed };
  const letItFetch = canFetch
    ? ['GOTOOLCHAIN=auto npx lab install   (this Go then fetches the newer one)']
    : [];
  throw new LabError(`${path} is Go ${version}; building ${parts} needs Go ${needed} or newer.`, {
    next: [...letItFetch, ...howToGetGo(needed), 'npx lab install'],
  });
}

function neededGo({ folder }: Source): string {
  const version = /^go (\S+)$/m.exec(readFileSync(join(folder, 'go.mod'), 'utf8'))?.[1];
  if (!version) throw new Error(`${folder}/go.mod names no Go version`);
  return version;
}

function askGo(path: string): { version: string; toolchain: string } {
  // Not in a module's folder: there, a Go that may fetch another one would do so before it answers.
  const asked = spawnSync(path, ['env', 'GOVERSION', 'GOTOOLCHAIN'], {
    cwd: tmpdir(),
    encoding: 'utf8',
    timeout: ANSWER_LIMIT_MS,
  });
  if (asked.status !== 0) {
    const why = asked.error?.message ?? asked.stderr.trim().split('\n')[0];
    throw new LabError(`${path} does not run: ${why}`, { next: [`${path} env`, 'npx lab install'] });
  }
  const [version = '', toolchain = ''] = asked.stdout.split('\n');
  return { version: version.replace(/^go/, ''), toolchain };
}
