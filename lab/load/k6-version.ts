import { spawnSync } from 'node:child_process';
import { LabError } from '../engine/lab-error.ts';

const OLDEST = 1; // the first that reads TypeScript without being asked

/** The version of a k6 program, as `2.2.0` and by its first number. Throws LabError when it does not start or is too old. */
export function k6Version(program: string): { text: string; major: number } {
  const { stdout, error } = spawnSync(program, ['version'], { encoding: 'utf8', timeout: 10_000 });
  const text = /v(\d+\.\d+\.\d+\S*)/.exec(stdout ?? '')?.[1];
  if (text === undefined) {
    throw new LabError(`${program} is no k6 that starts here${error ? `: ${error.message}` : ''}.`, {
      next: [`${program} version`],
    });
  }
  const major = Number.parseInt(text, 10);
  if (major >= OLDEST) return { text, major };
  throw new LabError(`${program} is k6 ${text}; the scenarios need k6 1.0 or later.`, {
    next: ['update it, or take it from PATH: the lab then gets one of its own'],
  });
}
