import type { LabContext } from '../lab-context.ts';
import { binaryPart } from './binary-part.ts';
import { deployed } from './deployed.ts';
import { loopback } from './loopback.ts';
import type { PartDefinition } from './part-definition.ts';

/** Jaeger, which stores traces. */
export function jaegerPart(context: LabContext): PartDefinition {
  const { paths, ports } = context;
  return binaryPart(context, {
    name: 'jaeger',
    binary: 'jaeger',
    ports: ['jaeger', 'jaeger-otlp', 'jaeger-grpc', 'jaeger-health', 'jaeger-metrics'],
    uses: [],
    readyUrl: () => `http://${loopback(context, 'jaeger-health')}/status`,
    heapMiB: 500,
    args: () => ['--config', deployed('jaeger', 'jaeger.yaml')],
    env: () => ({
      JAEGER_HTTP_ENDPOINT: loopback(context, 'jaeger'),
      JAEGER_OTLP_ENDPOINT: loopback(context, 'jaeger-otlp'),
      JAEGER_GRPC_ENDPOINT: loopback(context, 'jaeger-grpc'),
      JAEGER_HEALTH_ENDPOINT: loopback(context, 'jaeger-health'),
      JAEGER_METRICS_HOST: '127.0.0.1',
      JAEGER_METRICS_PORT: String(ports.get('jaeger-metrics')),
      JAEGER_DATA: paths.data('jaeger'),
    }),
  });
}
