import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../../lab-error.ts';
import type { HomePaths } from '../home-paths.ts';
import { linkLibraries } from './link-libraries.ts';
import { postgresBinaries, postgresVersion } from './postgres-binaries.ts';
import { postgresUser, type UserIds } from './postgres-user.ts';

/** Where Postgres runs from, where its data is, and as whom. */
export type PostgresPlace = { binaries: string; folder: string; user: UserIds | undefined };

/** The folder outside of LAB_HOME that a user who cannot enter LAB_HOME needs; it survives a reboot, as data must. */
export function outsideFolder(paths: HomePaths): string {
  return join('/var/tmp', `bookstore-lab-${paths.id}`);
}

/**
 * Finds or makes a place that Postgres's user can enter. Root's clone in /root, or a LAB_HOME below a private folder,
 * cannot be entered by anybody else: binaries and data then stand in a folder of their own. Throws LabError.
 */
export function postgresPlace(paths: HomePaths): PostgresPlace {
  const binaries = postgresBinaries();
  linkLibraries(binaries);
  for (const name of ['initdb', 'postgres']) makeExecutable(join(binaries, 'bin', name));
  const user = postgresUser();
  mkdirSync(paths.postgres, { recursive: true, mode: 0o700 });
  if (!user) return { binaries, folder: paths.postgres, user };
  chownSync(paths.postgres, user.uid, user.gid);
  const usable = canRun(binaries, user) && canWrite(paths.postgres, user);
  if (usable && !existsSync(outsideFolder(paths))) return { binaries, folder: paths.postgres, user };
  return { ...outsidePlace(paths, binaries, user), user };
}

function outsidePlace(paths: HomePaths, source: string, user: UserIds): Omit<PostgresPlace, 'user'> {
  const outside = ownFolder(outsideFolder(paths));
  const binaries = join(outside, `postgres-${postgresVersion()}`);
  if (!existsSync(binaries)) copyInOneStep(source, binaries, user);
  const folder = join(outside, 'postgres');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chownSync(folder, user.uid, user.gid);
  return { binaries, folder };
}

// Anybody can create names in /var/tmp: what is not root's own folder is not touched.
function ownFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  const stat = lstatSync(path);
  if (stat.isDirectory() && stat.uid === process.getuid?.()) {
    // Whatever the umask: Postgres's user must be able to enter.
    chmodSync(path, 0o755);
    return path;
  }
  throw new LabError(`${path} belongs to somebody else, and the lab needs that name for Postgres.`, {
    next: [`remove ${path}, or choose another LAB_HOME`],
  });
}

// Not every package manager keeps the executable bit of the files in a package.
function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

function copyInOneStep(from: string, to: string, user: UserIds): void {
  const draft = `${to}.draft`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  // Installed under a strict umask, they could be read by root only.
  spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, draft]);
  renameSync(draft, to);
}

// Only the kernel knows every rule about who may enter a folder: so try.
function canRun(binaries: string, user: UserIds): boolean {
  return spawnSync(join(binaries, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/' }).status === 0;
}

function canWrite(folder: string, user: UserIds): boolean {
  return spawnSync('test', ['-w', folder], { ...user, cwd: '/' }).status === 0;
}
