import { spawn } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../../lab-error.ts';
import { postgresVersion } from './postgres-binaries.ts';
import type { PostgresPlace } from './postgres-place.ts';

export const POSTGRES_USER = 'bookstore';
const INITDB_LIMIT_MS = 60_000;

/**
 * Creates the data folder with initdb unless it is there, and returns its path. It appears in one step: what a
 * killed initdb has left is done again. Throws LabError.
 */
export async function createCluster(place: PostgresPlace, password: string): Promise<string> {
  const data = join(place.folder, 'data');
  if (existsSync(data)) {
    checkVersion(data);
    return data;
  }
  const draft = join(place.folder, 'data.draft');
  rmSync(draft, { recursive: true, force: true });
  const passwordFile = join(place.folder, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid);
  try {
    await initdb(place, draft, passwordFile);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, data);
  return data;
}

async function initdb(place: PostgresPlace, data: string, passwordFile: string): Promise<void> {
  const file = join(place.binaries, 'bin', 'initdb');
  const output = await run(file, place, [
    `--pgdata=${data}`,
    `--username=${POSTGRES_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Needs no locale of the machine's, and sorts the same everywhere.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
  ]);
  if (output !== null) throw new LabError(`Postgres could not create its data folder: ${output}`);
}

/** Runs to its end; null when it went well, else what it said. */
function run(file: string, place: PostgresPlace, args: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...place.user,
      cwd: place.folder,
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: INITDB_LIMIT_MS,
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) =>
      resolve(code === 0 ? null : said.trim() || `ended with ${code ?? signal}`),
    );
  });
}

// A new major version of Postgres cannot read the old one's files.
function checkVersion(data: string): void {
  const [found, runs] = [readFileSync(join(data, 'PG_VERSION'), 'utf8').trim(), postgresVersion()];
  if (runs === null || runs.split('.')[0] === found) return;
  throw new LabError(`The lab's data was written by Postgres ${found}, and this is Postgres ${runs}.`, {
    next: ['npx lab down --purge   (removes the orders made so far)', 'npx lab up'],
  });
}
