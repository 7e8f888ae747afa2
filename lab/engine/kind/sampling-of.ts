import { type PartName, SAMPLINGS, type Sampling } from '../engine.ts';
import type { PartObjects } from './inspect-cluster.ts';
import { SAMPLING } from './prepare-manifests.ts';
import { isStopped } from './workload.ts';

/** By which SAMPLING the gateways were started; null when none runs. */
export function samplingOf(parts: Map<PartName, PartObjects>): Sampling | null {
  const gateway = parts.get('collector')?.workloads.find(({ kind }) => kind === 'StatefulSet');
  if (!gateway || isStopped(gateway)) return null;
  const said = gateway.spec.template.metadata.annotations?.[SAMPLING];
  return SAMPLINGS.find((name) => name === said) ?? 'off';
}
