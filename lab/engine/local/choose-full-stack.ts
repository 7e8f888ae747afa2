import { readSampling } from '../read-sampling.ts';
import { findBinary } from './binaries/find-binary.ts';
import { missingBinaries } from './binaries/missing-binaries.ts';
import { binariesMissing } from './binaries/require-binary.ts';
import type { FullStack } from './lab-context.ts';

/** How the full stack would run here and now. Throws LabError when a program is missing or SAMPLING is none. */
export function chooseFullStack(): FullStack {
  const missing = missingBinaries();
  if (missing.length > 0) throw binariesMissing(missing);
  return { sampling: readSampling(), twoTiers: false, grafana: findBinary('grafana') !== undefined };
}
