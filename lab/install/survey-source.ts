import { spawnSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { binaryCache } from '../engine/local/binaries/binary-cache.ts';
import { type BinaryName, findBinary } from '../engine/local/binaries/find-binary.ts';
import { statedVersion, versionArgument } from '../engine/local/binaries/program-version.ts';
import type { Source } from './sources.ts';

/** A program that is there: where, how it came to be found, and what it says of its version. */
export type FoundProgram = {
  name: BinaryName;
  path: string;
  from: 'the lab’s cache' | 'PATH' | 'LAB_BIN_DIR';
  /** Null when the program does not run here. */
  version: string | null;
  /** Whether it is the version that the lab pins; unknown (false) for builds that do not say. */
  pinned: boolean;
};

// A cold start of a 170 MB program from a slow disk takes seconds.
const ANSWER_LIMIT_MS = 20_000;
// What a plain `go build` of some parts says of itself: nothing.
const UNSTATED = 'of unknown version';

/** The programs of a source that are already on this machine; fewer than it has when some are missing. */
export function surveySource(source: Source): FoundProgram[] {
  return source.programs.flatMap(({ name }) => {
    const path = findBinary(name);
    if (!path) return [];
    const version = readVersion(path);
    return [{ name, path, from: originOf(path), version, pinned: version === source.version }];
  });
}

/** The version that a program says it is; null when it does not run. */
export function readVersion(path: string): string | null {
  const asked = spawnSync(path, [versionArgument(path)], { encoding: 'utf8', timeout: ANSWER_LIMIT_MS });
  return asked.status === 0 ? (statedVersion(asked.stdout + asked.stderr) ?? UNSTATED) : null;
}

function originOf(path: string): FoundProgram['from'] {
  if (dirname(path) === binaryCache()) return 'the lab’s cache';
  return (process.env.PATH ?? '').split(delimiter).includes(dirname(path)) ? 'PATH' : 'LAB_BIN_DIR';
}
