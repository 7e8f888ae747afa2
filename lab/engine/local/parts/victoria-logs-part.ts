import type { LabContext } from '../lab-context.ts';
import { binaryPart } from './binary-part.ts';
import { loopback } from './loopback.ts';
import type { PartDefinition } from './part-definition.ts';

/** VictoriaLogs, which stores logs. It has no file: what it is told stands in its flags, as in docker-compose.yml. */
export function victoriaLogsPart(context: LabContext): PartDefinition {
  return binaryPart(context, {
    name: 'victoria-logs',
    binary: 'victoria-logs',
    ports: ['victoria-logs'],
    uses: [],
    readyUrl: () => `http://${loopback(context, 'victoria-logs')}/health`,
    heapMiB: 80,
    args: () => [
      `-storageDataPath=${context.paths.data('victoria-logs')}/data`,
      `-httpListenAddr=${loopback(context, 'victoria-logs')}`,
      '-retentionPeriod=1d',
      '-memory.allowedBytes=64MiB',
    ],
    env: () => ({}),
  });
}
