import { LabError } from '../../lab-error.ts';
import { type BinaryName, findBinary } from './find-binary.ts';

/** Where a program is. Throws LabError when it is nowhere. */
export function requireBinary(name: BinaryName): string {
  const found = findBinary(name);
  if (!found) throw binariesMissing([name]);
  return found;
}

/** The error for the learner when the full stack cannot be started for want of these programs. */
export function binariesMissing(names: BinaryName[]): LabError {
  const brought = names.some((name) => name === 'tempo' || name === 'loki');
  return new LabError(
    brought
      ? `STORES=grafana needs ${names.join(', ')}: not on PATH, and not in LAB_BIN_DIR. The lab does not build Tempo and Loki.`
      : `The full stack needs ${names.join(', ')}: not on PATH, not in the lab's cache, and not in LAB_BIN_DIR.`,
    {
      next: brought
        ? ['STORES=open npx lab up --full   (Jaeger and VictoriaLogs)', 'npx lab up --engine compose']
        : ['npx lab install', 'npx lab up   (the lab without it)'],
    },
  );
}
