import type { Stores } from '../../engine.ts';
import { type BinaryName, findBinary } from './find-binary.ts';

const BINARIES_OF_STORES = {
  grafana: ['tempo', 'loki'],
  open: ['jaeger', 'victoria-logs'],
} as const satisfies Record<Stores, readonly BinaryName[]>;

/** Which programs of a full stack with these stores are nowhere on this machine. Grafana is not asked for: it does without. */
export function missingBinaries(stores: Stores): BinaryName[] {
  const needed: BinaryName[] = ['otelcol-contrib', ...BINARIES_OF_STORES[stores], 'prometheus'];
  return needed.filter((name) => findBinary(name) === undefined);
}

/** Whether somebody has brought Tempo and Loki along: `lab install` builds neither. */
export function hasTempoAndLoki(): boolean {
  return BINARIES_OF_STORES.grafana.every((name) => findBinary(name) !== undefined);
}
