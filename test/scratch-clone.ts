import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Engine } from '../lab/engine/engine.ts';

const root = join(import.meta.dirname, '..');
const COPIED = ['services', 'lab', 'deploy', 'chapters', 'docker-compose.yml', '.env', '.dockerignore'];
const PACKAGE = ['package.json', 'package-lock.json', '.npmrc'];

/** A copy of the repository whose files a test may edit while a lab runs from it. */
export type ScratchClone = {
  folder: string;
  path: (...names: string[]) => string;
  /** Its own engine, on its own `.lab`. */
  engine: (name: 'local' | 'compose') => Promise<Engine>;
};

/** Copies what a lab needs into `folder`; the installed packages are shared. */
export function scratchClone(folder: string): ScratchClone {
  for (const name of [...COPIED, ...PACKAGE])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const path = (...names: string[]) => join(folder, ...names);
  return {
    folder,
    path,
    engine: async (name) => {
      const url = pathToFileURL(path('lab/engine/open-engine.ts')).href;
      const copy = (await import(url)) as typeof import('../lab/engine/open-engine.ts');
      // The test's own lab may be named there.
      const home = process.env.LAB_HOME;
      process.env.LAB_HOME = path('.lab');
      const engine = copy.openEngine(name);
      if (home === undefined) delete process.env.LAB_HOME;
      else process.env.LAB_HOME = home;
      return engine;
    },
  };
}
