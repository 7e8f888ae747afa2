import { readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import type { HomePaths } from '../home-paths.ts';
import { REPOSITORY } from '../home-paths.ts';
import { bad, type Finding, note, ok } from './finding.ts';

const GB = 1024 ** 3;
// The whole local lab takes about 0.8 GB.
const MEMORY_WANTED_BYTES = GB;
const DISK_NEEDED_BYTES = 0.3 * GB;
const DISK_WANTED_BYTES = GB;
const CLOCK_TOLERANCE_MS = 2_000;
const DAY_MS = 86_400_000;

/** Memory that processes can get now. */
export function checkMemory(): Finding {
  const free = availableMemory();
  const text = `${size(free)} of ${size(totalmem())} available`;
  if (free >= MEMORY_WANTED_BYTES) return ok('memory', text);
  return note('memory', `${text}; the lab takes about 0.8 GB`, 'close what you do not need');
}

/** Free space where the lab keeps its state. */
export function checkDisk(paths: HomePaths): Finding {
  const { bavail, bsize } = statfsSync(nearestFolder(paths.root));
  const free = bavail * bsize;
  const text = `${size(free)} free at ${paths.root}`;
  if (free < DISK_NEEDED_BYTES) return bad('disk', text, 'make room: the lab needs at least 0.3 GB');
  return free < DISK_WANTED_BYTES ? note('disk', text, 'make room soon') : ok('disk', text);
}

/** Whether the lab can write to its folder; the file it writes tells the file system's time too. */
export function checkHomeAndClock(paths: HomePaths): Finding[] {
  const probe = join(nearestFolder(paths.root), `.lab-doctor-${process.pid}`);
  try {
    writeFileSync(probe, '');
    const skewMs = Math.abs(statSync(probe).mtimeMs - Date.now());
    rmSync(probe, { force: true });
    return [ok('folder', `${paths.root} can be written`), checkClock(skewMs)];
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'the disk is full' : (error as Error).message;
    return [
      bad('folder', `${paths.root} cannot be written: ${why}`, 'LAB_HOME=/a/folder/of/yours npx lab up'),
    ];
  }
}

function checkClock(skewMs: number): Finding {
  const now = Date.now();
  const behindMs = statSync(join(REPOSITORY, 'package.json')).mtimeMs - now;
  if (behindMs > DAY_MS) {
    return bad(
      'clock',
      `it is ${new Date(now).toISOString()}, before this repository was written`,
      'set the clock',
    );
  }
  if (skewMs < CLOCK_TOLERANCE_MS) return ok('clock', new Date(now).toISOString());
  const seconds = (skewMs / 1_000).toFixed(0);
  return note(
    'clock',
    `the disk's clock is ${seconds} s off the processor's: times of spans may look odd`,
    'synchronise both',
  );
}

// What Linux could free at once counts as available; os.freemem() leaves the page cache out.
function availableMemory(): number {
  try {
    const kilobytes = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
    return kilobytes ? Number(kilobytes) * 1024 : freemem();
  } catch {
    return freemem();
  }
}

function nearestFolder(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })?.isDirectory();
  return found || dirname(path) === path ? path : nearestFolder(dirname(path));
}

function size(bytes: number): string {
  return `${(bytes / GB).toFixed(1)} GB`;
}
