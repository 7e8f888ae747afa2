import { type PartName, SAMPLINGS, type Sampling } from '../engine.ts';
import type { Container } from './container.ts';

/** By which SAMPLING the running Collector was started: its command names the file. Null when none runs. */
export function samplingOf(containers: Map<PartName, Container>): Sampling | null {
  const collector = containers.get('collector');
  if (collector?.State.Status !== 'running') return null;
  const command = collector.Config.Cmd ?? [];
  return SAMPLINGS.find((name) => command.some((word) => word.endsWith(`/${name}-sampling.yaml`))) ?? null;
}
