import { mkdirSync, readdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../lab-error.ts';
import { type HomePaths, REPOSITORY } from './home-paths.ts';

// Below 50 MB RabbitMQ stops taking messages: the lab would start, and no order would ever be settled.
const DISK_NEEDED_BYTES = 200 * 1024 ** 2;

/**
 * Creates the lab's folders. Refuses a folder that holds somebody else's files, because `lab down --purge` removes the
 * whole of it. Throws LabError when it cannot be written.
 */
export function openHome(paths: HomePaths): void {
  try {
    mkdirSync(paths.root, { recursive: true });
    refuseForeignFolder(paths);
    refuseFullDisk(paths);
    for (const folder of [paths.run, paths.logs]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(
      paths.marker,
      'State of the Bookstore Tracing Lab; `npx lab down --purge` removes this folder.\n',
    );
  } catch (error) {
    if (error instanceof LabError) throw error;
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    if (full) throw diskFull(paths, 0);
    throw new LabError(`The lab cannot write to ${paths.root}: ${(error as Error).message}`, {
      next: ['LAB_HOME=/a/folder/of/yours npx lab up'],
      cause: error,
    });
  }
}

/** Whether the folder is the lab's own, so that it may be removed. */
export function isLabHome(paths: HomePaths): boolean {
  return (
    paths.root === join(REPOSITORY, '.lab') || readdirSync(paths.root).includes('.bookstore-tracing-lab')
  );
}

function refuseForeignFolder(paths: HomePaths): void {
  const foreign = !isLabHome(paths) && readdirSync(paths.root).length > 0;
  if (!foreign) return;
  throw new LabError(`LAB_HOME is ${paths.root}, which holds files that are not the lab's.`, {
    next: [`LAB_HOME=${join(paths.root, 'bookstore-lab')} npx lab up`],
    exitCode: 2,
  });
}

function refuseFullDisk(paths: HomePaths): void {
  const { bavail, bsize } = statfsSync(paths.root);
  if (bavail * bsize < DISK_NEEDED_BYTES) throw diskFull(paths, bavail * bsize);
}

function diskFull(paths: HomePaths, freeBytes: number): LabError {
  const [free, needed] = [freeBytes, DISK_NEEDED_BYTES].map((bytes) => Math.round(bytes / 1024 ** 2));
  return new LabError(
    `The disk is full: ${free} MB are free at ${paths.root}, and the lab needs ${needed} MB.`,
    {
      next: ['make room there, or LAB_HOME=/a/folder/elsewhere npx lab up'],
    },
  );
}
