import type { LabContext } from '../lab-context.ts';
import { binaryPart } from './binary-part.ts';
import { deployed } from './deployed.ts';
import { loopback } from './loopback.ts';
import type { PartDefinition } from './part-definition.ts';

/** Loki, which stores logs. */
export function lokiPart(context: LabContext): PartDefinition {
  const { paths, ports } = context;
  return binaryPart(context, {
    name: 'loki',
    binary: 'loki',
    ports: ['loki', 'loki-grpc'],
    uses: [],
    readyUrl: () => `http://${loopback(context, 'loki')}/ready`,
    heapMiB: 190,
    args: () => [`-config.file=${deployed('loki', 'loki.yaml')}`, '-config.expand-env=true'],
    env: () => ({
      LOKI_LISTEN_HOST: '127.0.0.1',
      LOKI_HTTP_PORT: String(ports.get('loki')),
      LOKI_GRPC_PORT: String(ports.get('loki-grpc')),
      LOKI_DATA: paths.data('loki'),
    }),
  });
}
