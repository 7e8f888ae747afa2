import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { binaryCache } from '../engine/local/binaries/binary-cache.ts';
import { findExecutable } from '../engine/local/process/find-executable.ts';
import { SOURCES } from './sources.ts';

const LIMIT_MS = 20_000;

/** A sentence for each folder outside of the lab's home that its commands have filled: its size, and what removes it. */
export function describeCaches(): string[] {
  const cache = binaryCache();
  const programs = existsSync(cache) ? readdirSync(cache) : [];
  if (programs.length === 0) return [];
  const built = SOURCES.some((source) => source.programs.some(({ name }) => programs.includes(name)));
  return [
    `The programs that the lab got stay, for the next one: ${sizeOf([cache])} in ${cache}. To remove them: rm -r '${dirname(cache)}'`,
    ...(built ? describeGoCaches() : []),
  ];
}

function describeGoCaches(): string[] {
  const folders = goCaches().filter((folder) => existsSync(folder));
  if (folders.length === 0) return [];
  return [
    `So does what Go fetched and compiled, for all of your projects: ${sizeOf(folders)} in ${folders.join(' and ')}. To remove it: go clean -cache -modcache`,
  ];
}

function goCaches(): string[] {
  const go = findExecutable('go');
  if (!go) return [];
  const asked = spawnSync(go, ['env', 'GOCACHE', 'GOMODCACHE'], {
    cwd: tmpdir(),
    encoding: 'utf8',
    timeout: LIMIT_MS,
  });
  return asked.status === 0 ? asked.stdout.split('\n') : [];
}

/** What folders take on the disk, as people say it. */
function sizeOf(folders: string[]): string {
  try {
    const lines = execFileSync('du', ['-sk', ...folders], { encoding: 'utf8', timeout: LIMIT_MS }).split(
      '\n',
    );
    const kilobytes = lines.reduce((sum, line) => sum + Number.parseInt(line || '0', 10), 0);
    const megabytes = Math.ceil(kilobytes / 1_000);
    return megabytes < 1_000 ? `${megabytes} MB` : `${(megabytes / 1_000).toFixed(1)} GB`;
  } catch {
    return 'what is there';
  }
}
