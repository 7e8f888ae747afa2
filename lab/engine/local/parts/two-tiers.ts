import { join } from 'node:path';
import type { LabContext } from '../lab-context.ts';
import type { PortName } from '../ports/port-plan.ts';
import { deployed } from './deployed.ts';
import type { CompanyProcess } from './in-company.ts';
import { loopback } from './loopback.ts';
import type { SpawnCommand } from './part-definition.ts';

export const GATEWAYS = ['collector-gateway-0', 'collector-gateway-1'] as const satisfies PortName[];
export const GATEWAY_METRICS = ['collector-metrics', 'collector-metrics-1'] as const satisfies PortName[];

/** Chosen by the system: nobody asks there. */
const ANY_PORT = '127.0.0.1:0';

/** A Collector as an agent and two gateways, as in deploy/k8s/tracing. The agent is at its address. */
export function twoTiers(context: LabContext, one: SpawnCommand): CompanyProcess[] {
  const gateways = GATEWAYS.map((name) => `"${loopback(context, name)}"`);
  const agent = {
    file: one.file,
    args: ['receive', 'agent'].flatMap((name) => ['--config', deployed('collector', `${name}.yaml`)]),
    env: {
      GATEWAYS: `{ static: { hostnames: [${gateways.join(', ')}] } }`,
      METRICS_PORT: '0',
    },
  };
  return [
    agent,
    ...GATEWAYS.map((name, index) => ({
      file: one.file,
      args: withGatewayFile(one.args),
      env: {
        OTLP_GRPC_ENDPOINT: loopback(context, name),
        OTLP_HTTP_ENDPOINT: ANY_PORT,
        HEALTH_ENDPOINT: ANY_PORT,
        METRICS_PORT: String(context.ports.get(GATEWAY_METRICS[index] ?? 'collector-metrics')),
        QUEUE_DIRECTORY: join(context.paths.data('collector'), name),
        K8S_POD_NAME: name,
      },
    })),
  ];
}

/** gateway.yaml stands before overlay.yaml, which has the last word. */
function withGatewayFile(args: string[]): string[] {
  return [...args.slice(0, -2), '--config', deployed('collector', 'gateway.yaml'), ...args.slice(-2)];
}
