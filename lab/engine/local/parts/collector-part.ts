import { readChapterEnv } from '../../chapter-env.ts';
import { readSampling } from '../../read-sampling.ts';
import { wantsTrialJaeger } from '../../trial-jaeger.ts';
import type { LabContext } from '../lab-context.ts';
import type { PortName } from '../ports/port-plan.ts';
import { binaryPart } from './binary-part.ts';
import { deployed } from './deployed.ts';
import { inCompany } from './in-company.ts';
import { loopback } from './loopback.ts';
import type { PartDefinition } from './part-definition.ts';
import { probeReady } from './probe-ready.ts';
import { storesOf } from './stores-of.ts';
import { trialJaeger, trialJaegerEndpoints } from './trial-jaeger.ts';
import { GATEWAY_METRICS, GATEWAYS, twoTiers } from './two-tiers.ts';

/**
 * The Collector: its files are merged in this order; SAMPLING is read at each start. Where a chapter says so, it is three
 * processes, an agent and two gateways, or has a Jaeger in its company.
 */
export function collectorPart(context: LabContext): PartDefinition {
  const at = (name: PortName) => loopback(context, name);
  const part = binaryPart(context, {
    name: 'collector',
    binary: 'otelcol-contrib',
    ports: [
      'collector',
      'collector-http',
      'collector-health',
      ...GATEWAY_METRICS,
      ...GATEWAYS,
      'trial-jaeger',
      'trial-jaeger-otlp',
      'trial-jaeger-otlp-http',
    ],
    uses: ['desk', 'prometheus', ...storesOf(context)],
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
      ...storeEndpoints(context),
      ...trialJaegerEndpoints(context),
      PROMETHEUS_URL: `http://${at('prometheus')}`,
      DESK_URL: `http://${at('desk')}`,
    }),
  });
  return {
    ...part,
    command: () => {
      const full = context.full;
      if (full) {
        full.twoTiers = readChapterEnv().LAB_COLLECTOR_TIERS === '2';
        full.trialJaeger = wantsTrialJaeger();
      }
      const one = part.command();
      const collectors = full?.twoTiers ? twoTiers(context, one) : [{ ...one, env: {} }];
      return inCompany(one, full?.trialJaeger ? [...collectors, trialJaeger(context)] : collectors);
    },
    probe: async (pid, wasReady) => {
      const asked = await Promise.all([
        part.probe(pid, wasReady),
        ...collectorMetrics(context).map((url) => probeReady(`${url}/metrics`)),
        ...(context.full?.trialJaeger ? [probeReady(`http://${at('trial-jaeger')}/`)] : []),
      ]);
      return asked.find((awaited) => awaited !== null) ?? null;
    },
  };
}

/** Where each Collector that delivers to the stores tells about itself; none without the full stack. */
export function collectorMetrics(context: LabContext): string[] {
  if (!context.full) return [];
  const names = context.full.twoTiers ? GATEWAY_METRICS : GATEWAY_METRICS.slice(0, 1);
  return names.map((name) => `http://${loopback(context, name)}`);
}

/** What deploy/stores says to a Collector in a container. */
function storeEndpoints(context: LabContext): NodeJS.ProcessEnv {
  const at = (name: PortName) => loopback(context, name);
  return context.full?.stores === 'grafana'
    ? { TRACES_ENDPOINT: at('tempo-otlp'), LOGS_ENDPOINT: `http://${at('loki')}/otlp/v1/logs` }
    : {
        TRACES_ENDPOINT: at('jaeger-otlp'),
        LOGS_ENDPOINT: `http://${at('victoria-logs')}/insert/opentelemetry/v1/logs`,
      };
}

function configFiles({ full }: LabContext): string[] {
  const sampling = readSampling();
  if (full) full.sampling = sampling;
  const overlay = wantsTrialJaeger() ? 'trial-jaeger/overlay' : 'overlay';
  const names = ['receive', 'scrub', 'span-metrics', 'store', 'pipelines', `${sampling}-sampling`, overlay];
  return names.map((name) => deployed('collector', `${name}.yaml`));
}
