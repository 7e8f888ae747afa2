import { spawnSync } from 'node:child_process';

let found: string | undefined | null = null;

/** The kubectl that LAB_KUBECTL names, or the one on the PATH; undefined where there is none. */
export function findKubectl(): string | undefined {
  if (found === null) {
    const kubectl = process.env.LAB_KUBECTL || 'kubectl';
    found = spawnSync(kubectl, ['version', '--client']).status === 0 ? kubectl : undefined;
  }
  return found;
}

/** For a test's `skip`: false, or what to do about it. */
export function withoutKubectl(): string | false {
  return findKubectl() ? false : 'needs kubectl 1.30 or newer on the PATH, or LAB_KUBECTL';
}
