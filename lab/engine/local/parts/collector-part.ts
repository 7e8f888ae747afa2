import { readSampling } from '../../read-sampling.ts';
import type { LabContext } from '../lab-context.ts';
import type { PortName } from '../ports/port-plan.ts';
import { binaryPart } from './binary-part.ts';
import { deployed } from './deployed.ts';
import { loopback } from './loopback.ts';
import type { PartDefinition } from './part-definition.ts';

/** The Collector: its files are merged in this order; SAMPLING is read at each start. */
export function collectorPart(context: LabContext): PartDefinition {
  const at = (name: PortName) => loopback(context, name);
  return binaryPart(context, {
    name: 'collector',
    binary: 'otelcol-contrib',
    ports: ['collector', 'collector-http', 'collector-health', 'collector-metrics'],
    uses: ['desk', 'tempo', 'loki', 'prometheus'],
    readyUrl: () => `http://${at('collector-health')}/`,
    heapMiB: 300,
    args: () => configFiles(context).flatMap((file) => ['--config', file]),
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

function configFiles({ full }: LabContext): string[] {
  const sampling = readSampling();
  if (full) full.sampling = sampling;
  const names = ['receive', 'scrub', 'span-metrics', 'store', 'pipelines', `${sampling}-sampling`, 'overlay'];
  return names.map((name) => deployed('collector', `${name}.yaml`));
}
