import type { PartName } from '../engine.ts';
import type { PortName } from '../local/ports/port-plan.ts';
import type { Container } from './container.ts';

/** The published ports: on which port its container listens. A part's first one is its address; the last one is of no part. */
export const CONTAINER_PORTS = [
  { name: 'storefront', part: 'storefront', target: 8080 },
  { name: 'orders', part: 'orders', target: 8081 },
  { name: 'payment-gateway', part: 'payment-gateway', target: 8082 },
  { name: 'payments-worker', part: 'payments-worker', target: 8083 },
  { name: 'desk', part: 'desk', target: 8090 },
  { name: 'postgres', part: 'postgres', target: 5432 },
  { name: 'rabbitmq', part: 'rabbitmq', target: 5672 },
  { name: 'rabbitmq-metrics', part: 'rabbitmq', target: 15_692 },
  { name: 'collector', part: 'collector', target: 4317 },
  { name: 'collector-http', part: 'collector', target: 4318 },
  { name: 'collector-health', part: 'collector', target: 13_133 },
  { name: 'collector-metrics', part: 'collector', target: 8888 },
  { name: 'collector-metrics-1', part: 'collector', target: 8889 },
  { name: 'tempo', part: 'tempo', target: 3200 },
  { name: 'jaeger', part: 'jaeger', target: 16_686 },
  { name: 'loki', part: 'loki', target: 3100 },
  { name: 'victoria-logs', part: 'victoria-logs', target: 9428 },
  { name: 'prometheus', part: 'prometheus', target: 9090 },
  { name: 'grafana', part: 'grafana', target: 3000 },
  { name: 'trial-jaeger', part: null, target: 16_686 },
] as const satisfies Array<{ name: PortName; part: PartName | null; target: number }>;

/** The port of this machine that leads to a port of a container; undefined while the container does not run. */
export function hostPort(container: Container | undefined, target: number): number | undefined {
  const bindings = container?.NetworkSettings.Ports?.[`${target}/tcp`];
  return bindings?.[0] && Number(bindings[0].HostPort);
}
