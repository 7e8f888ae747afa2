import type { Stores } from '../engine.ts';
import { readSampling } from '../read-sampling.ts';
import { readStores } from '../read-stores.ts';
import { findBinary } from './binaries/find-binary.ts';
import { hasTempoAndLoki, missingBinaries } from './binaries/missing-binaries.ts';
import { binariesMissing } from './binaries/require-binary.ts';
import type { FullStack } from './lab-context.ts';

/** How the full stack would run here and now. Throws LabError when a program is missing, or SAMPLING or STORES is none. */
export function chooseFullStack(): FullStack {
  const stores = chooseStores();
  const missing = missingBinaries(stores);
  if (missing.length > 0) throw binariesMissing(missing);
  return {
    sampling: readSampling(),
    stores,
    twoTiers: false,
    trialJaeger: false,
    grafana: findBinary('grafana') !== undefined,
  };
}

/** What STORES asks for, else Tempo and Loki where somebody has brought them, else Jaeger and VictoriaLogs. */
export function chooseStores(): Stores {
  return readStores() ?? (hasTempoAndLoki() ? 'grafana' : 'open');
}
