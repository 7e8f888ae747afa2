// Read by `node --test --test-global-setup`: one full lab of its own for all tests of the stack.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../../lab/engine/open-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-stack-'));

/** Starts a full lab beside the learner's, by LAB_ENGINE (default: local). Fails when a program or an image is missing. */
export async function globalSetup(): Promise<void> {
  process.env.NO_COLOR = '1'; // what tests read has no colours, whatever the terminal
  process.env.LAB_HOME = join(folder, 'full lab');
  process.env.SAMPLING ??= 'off';
  const engine = openEngine(process.env.LAB_ENGINE || 'local');
  await engine.down({ purge: true }); // what an earlier lab has left in a cluster
  await engine.up({ full: true, onNotice: (line) => console.log(line) });
}

/** Ends it and removes its folder. */
export async function globalTeardown(): Promise<void> {
  await openEngine().down({ purge: true });
  rmSync(folder, { recursive: true, force: true });
}
