import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findExecutable } from '../../lab/engine/local/process/find-executable.ts';

type Tool = 'kind' | 'docker' | 'kubectl';

// What the scripts themselves call.
const NEEDED = ['bash', 'sh', 'env', 'dirname', 'cat', 'cp', 'sleep', 'rm', 'grep', 'touch'];

/** Tools by the names of real ones that only write down how they are called and answer as they are told to. */
export type FakeTools = {
  /** A PATH with these tools and none of the real ones. */
  path: string;
  /** How a tool answers, in shell, by how its arguments begin; the first that fits. */
  answer: (tool: Tool, answers: Record<string, string>) => void;
  /** Every call so far, such as `kind delete cluster`. */
  calls: () => string[];
};

/** Makes a folder of tools. */
export function fakeTools(folder: string): FakeTools {
  mkdirSync(folder, { recursive: true });
  const record = join(folder, 'calls.log');
  writeFileSync(record, '');
  for (const name of NEEDED) {
    const real = findExecutable(name);
    if (real) symlinkSync(real, join(folder, name));
  }
  return {
    path: folder,
    answer: (tool, answers) => {
      const cases = Object.entries(answers).map(([call, line]) => `  "${call}"*) ${line} ;;`);
      const script = [
        '#!/bin/sh',
        `echo "${tool} $*" >>"${record}"`,
        'case "$*" in',
        ...cases,
        `  *) echo "${tool}: unexpected: $*" >&2; exit 9 ;;`,
        'esac',
      ];
      writeFileSync(join(folder, tool), `${script.join('\n')}\n`);
      chmodSync(join(folder, tool), 0o755);
    },
    calls: () => readFileSync(record, 'utf8').split('\n').filter(Boolean),
  };
}
