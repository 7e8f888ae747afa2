import type { LabContext } from '../lab-context.ts';
import { binaryPart } from './binary-part.ts';
import { deployed } from './deployed.ts';
import { loopback } from './loopback.ts';
import type { PartDefinition } from './part-definition.ts';

/** Tempo, which stores traces. */
export function tempoPart(context: LabContext): PartDefinition {
  const { paths, ports } = context;
  const tempo = binaryPart(context, {
    name: 'tempo',
    binary: 'tempo',
    ports: ['tempo', 'tempo-grpc', 'tempo-otlp'],
    uses: [],
    readyUrl: () => `http://${loopback(context, 'tempo')}/ready`,
    heapMiB: 205,
    args: () => [`-config.file=${deployed('tempo', 'tempo.yaml')}`, '-config.expand-env=true'],
    env: () => ({
      TEMPO_LISTEN_HOST: '127.0.0.1',
      TEMPO_HTTP_PORT: String(ports.get('tempo')),
      TEMPO_GRPC_PORT: String(ports.get('tempo-grpc')),
      TEMPO_OTLP_PORT: String(ports.get('tempo-otlp')),
      TEMPO_DATA: paths.data('tempo'),
    }),
  });
  // What it has is on disk after 3 s. Then its query queue may wait for what does not come: grafana/tempo#7967.
  return { ...tempo, stopLimitMs: 8_000 };
}
