import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Engine, EngineName } from '../lab/engine/engine.ts';
import { makeScratchCopy, type ScratchCopy } from '../lab/verify/make-scratch-copy.ts';

const root = join(import.meta.dirname, '..');

/** A copy of the repository whose files a test may edit while a lab runs from it. */
export type ScratchClone = ScratchCopy & {
  path: (...names: string[]) => string;
  /** Its own engine, on its own `.lab`. */
  engine: (name: EngineName) => Promise<Engine>;
};

/** Copies the repository into a temporary folder with this prefix; the installed packages are shared. */
export function scratchClone(prefix: string): ScratchClone {
  const copy = makeScratchCopy(root, prefix);
  const path = (...names: string[]) => join(copy.folder, ...names);
  return {
    ...copy,
    path,
    engine: async (name) => {
      const url = pathToFileURL(path('lab/engine/open-engine.ts')).href;
      const opened = (await import(url)) as typeof import('../lab/engine/open-engine.ts');
      // The test's own lab may be named there.
      const home = process.env.LAB_HOME;
      process.env.LAB_HOME = path('.lab');
      const engine = opened.openEngine(name);
      if (home === undefined) delete process.env.LAB_HOME;
      else process.env.LAB_HOME = home;
      return engine;
    },
  };
}
