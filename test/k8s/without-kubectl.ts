import { spawnSync } from 'node:child_process';

let missing: boolean | undefined;

/** For a test's `skip`: false, or what to do about it. */
export function withoutKubectl(): string | false {
  missing ??= spawnSync('kubectl', ['version', '--client']).status !== 0;
  return missing && 'needs kubectl 1.30 or newer on the PATH';
}
