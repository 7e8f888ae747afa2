import type { LabContext } from '../lab-context.ts';
import type { PortName } from '../ports/port-plan.ts';
import { binaryPart } from './binary-part.ts';
import { deployed } from './deployed.ts';
import { loopback } from './loopback.ts';
import type { PartDefinition } from './part-definition.ts';

/** The Collector: its files are merged in this order, the last one by the instance's sampling. */
export function collectorPart(context: LabContext): PartDefinition {
  const sampling = `${context.full?.sampling ?? 'off'}-sampling`;
  const files = ['receive', 'scrub', 'span-metrics', 'store', 'pipelines', sampling];
  const at = (name: PortName) => loopback(context, name);
  return binaryPart(context, {
    name: 'collector',
    binary: 'otelcol-contrib',
    ports: ['collector', 'collector-http', 'collector-health', 'collector-metrics'],
    uses: ['desk', 'tempo', 'loki', 'prometheus'],
    readyUrl: () => `http://${at('collector-health')}/`,
    heapMiB: 300,
    args: () => files.flatMap((file) => ['--config', deployed('collector', `${file}.yaml`)]),
    env: () => ({
      OTLP_GRPC_ENDPOINT: at('collector'),
      OTLP_HTTP_ENDPOINT: at('collector-http'),
      HEALTH_ENDPOINT: at('collector-health'),
      METRICS_HOST: '127.0.0.1',
      METRICS_PORT: String(context.ports.get('collector-metrics')),
      QUEUE_DIRECTORY: context.paths.data('collector'),
      TEMPO_ENDPOINT: at('tempo-otlp'),
      LOKI_URL: `http://${at('loki')}`,
      PROMETHEUS_URL: `http://${at('prometheus')}`,
      DESK_URL: `http://${at('desk')}`,
    }),
  });
}
