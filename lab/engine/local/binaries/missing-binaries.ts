import { type BinaryName, findBinary } from './find-binary.ts';

const FULL_STACK: BinaryName[] = ['otelcol-contrib', 'tempo', 'loki', 'prometheus'];

/** Which programs of the full stack are nowhere on this machine. Grafana is not asked for: it does without. */
export function missingBinaries(): BinaryName[] {
  return FULL_STACK.filter((name) => findBinary(name) === undefined);
}
