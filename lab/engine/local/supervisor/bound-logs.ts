import { copyFileSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
const CHECK_EVERY_MS = 5_000;

/**
 * Keeps every log of the folder below 10 MB plus one older file (.1). The writers append through their own
 * descriptors, so the file is copied and cut, never renamed. Returns how to stop.
 */
export function boundLogs(folder: string): () => void {
  const timer = setInterval(() => {
    const logs = readdirSync(folder).filter((name) => name.endsWith('.log'));
    for (const name of logs) cutWhenLarge(join(folder, name));
  }, CHECK_EVERY_MS);
  return () => clearInterval(timer);
}

function cutWhenLarge(file: string): void {
  try {
    if (statSync(file).size <= LOG_LIMIT_BYTES) return;
    copyFileSync(file, `${file}.1`);
    truncateSync(file, 0);
  } catch (error) {
    // A full disk must not end the supervisor: the next round tries again.
    console.error(`${file} could not be cut: ${(error as Error).message}`);
  }
}
