import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PartName } from '../engine.ts';
import { REPOSITORY } from '../local/home-paths.ts';
import { askDocker } from './ask-docker.ts';
import type { Container } from './container.ts';

const CONFIGURED: PartName[] = ['rabbitmq', 'collector', 'tempo', 'jaeger', 'loki', 'prometheus', 'grafana'];
const RESTART_LIMIT_MS = 60_000;

/** Restarts every running part whose files below deploy/ were saved after its start, and returns their names. */
export async function restartEdited(containers: Map<PartName, Container>): Promise<PartName[]> {
  const edited = CONFIGURED.filter((part) => {
    const container = containers.get(part);
    return container?.State.Status === 'running' && lastSaved(part) > Date.parse(container.State.StartedAt);
  });
  const ids = edited.flatMap((part) => containers.get(part)?.Id ?? []);
  if (ids.length > 0) await askDocker(['restart', ...ids], { limitMs: RESTART_LIMIT_MS });
  return edited;
}

function lastSaved(part: PartName): number {
  const folder = join(REPOSITORY, 'deploy', part);
  const files = globSync('**/*.*', { cwd: folder }).map((file) => statSync(join(folder, file)).mtimeMs);
  return Math.max(0, ...files);
}
