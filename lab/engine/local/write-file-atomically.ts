import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Replaces a file in one step, so that a reader, or a kill in the middle, never sees half of it. Mode 0600. */
export function writeFileAtomically(path: string, content: string): void {
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, content, { mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
