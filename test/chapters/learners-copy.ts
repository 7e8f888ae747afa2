import { execFile } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeScratchCopy } from '../../lab/verify/make-scratch-copy.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const COMMAND_LIMIT_MS = 300_000;

/** A learner's copy of the repository, with a lab of its own. */
export type LearnersCopy = {
  folder: string;
  /** The environment of the learner's shell. */
  env: NodeJS.ProcessEnv;
  /** Runs a command of the lab; returns what it printed. Throws when it fails. */
  lab: (...words: string[]) => Promise<string>;
  /** Saves a file of the copy as it stands below `from` in this repository ('.': the original, which is the solution). */
  save: (path: string, from: string) => void;
  /** Ends its lab and deletes it. */
  remove: () => Promise<void>;
};

/** Makes such a copy. */
export function learnersCopy(): LearnersCopy {
  const { folder, remove } = makeScratchCopy(REPOSITORY, 'lab-learner-');
  const env = { ...process.env, LAB_HOME: join(folder, '.lab') };
  const options = { cwd: folder, env, timeout: COMMAND_LIMIT_MS };
  const lab = async (...words: string[]) =>
    (await promisify(execFile)(process.execPath, ['lab/lab.js', ...words], options)).stdout;
  return {
    folder,
    env,
    lab,
    save: (path, from) => copyFileSync(join(REPOSITORY, from, path), join(folder, path)),
    remove: async () => {
      await lab('down', '--purge');
      remove();
    },
  };
}
