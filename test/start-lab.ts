// Read by `node --test --test-global-setup`: one lab of its own for all component, telemetry and browser tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localEngine } from '../lab/engine/local/local-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-test-'));

/** Starts a lab beside the learner's, in a folder with a space in its name. */
export async function globalSetup(): Promise<void> {
  process.env.NO_COLOR = '1'; // what tests read has no colours, whatever the terminal
  process.env.LAB_HOME = join(folder, 'test lab');
  await localEngine().up({ onNotice: (line) => console.log(line) });
}

/** Ends it and removes its folder. */
export async function globalTeardown(): Promise<void> {
  await localEngine().down({ purge: true });
  rmSync(folder, { recursive: true, force: true });
}
