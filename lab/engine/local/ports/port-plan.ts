import type { BackendPartName } from '../../engine.ts';

const BASE_PORTS = {
  storefront: { preferred: 8080, label: 'the shop' },
  orders: { preferred: 8081, label: 'orders' },
  'payment-gateway': { preferred: 8082, label: 'the payment gateway' },
  'payments-worker': { preferred: 8083, label: 'the payments worker' },
  desk: { preferred: 8090, label: 'the desk' },
  postgres: { preferred: 15432, label: 'Postgres' },
  rabbitmq: { preferred: 15673, label: 'RabbitMQ' },
  'rabbitmq-nodes': { preferred: 15675, label: "RabbitMQ's node port" },
  epmd: { preferred: 15674, label: "RabbitMQ's name service" },
} as const;

const FULL_STACK_PORTS = {
  'rabbitmq-metrics': { preferred: 15692, label: "RabbitMQ's metrics" },
  collector: { preferred: 4317, label: 'the Collector' },
  'collector-http': { preferred: 4318, label: 'the Collector (OTLP over HTTP)' },
  'collector-health': { preferred: 13133, label: "the Collector's health" },
  'collector-metrics': { preferred: 8888, label: "the Collector's metrics" },
  'collector-gateway-0': { preferred: 4327, label: 'the first gateway, when there are two' },
  'collector-gateway-1': { preferred: 4337, label: 'the second gateway' },
  'collector-metrics-1': { preferred: 8889, label: "the second gateway's metrics" },
  tempo: { preferred: 3200, label: 'Tempo' },
  'tempo-grpc': { preferred: 3201, label: "Tempo's inner port" },
  'tempo-otlp': { preferred: 3202, label: 'Tempo (OTLP)' },
  loki: { preferred: 3100, label: 'Loki' },
  'loki-grpc': { preferred: 3101, label: "Loki's inner port" },
  prometheus: { preferred: 9090, label: 'Prometheus' },
  jaeger: { preferred: 16686, label: 'Jaeger' },
  'jaeger-otlp': { preferred: 16687, label: 'Jaeger (OTLP)' },
  'jaeger-grpc': { preferred: 16685, label: "Jaeger's inner port" },
  'jaeger-health': { preferred: 16688, label: "Jaeger's health" },
  'jaeger-metrics': { preferred: 16689, label: "Jaeger's metrics" },
  'victoria-logs': { preferred: 9428, label: 'VictoriaLogs' },
  'trial-jaeger': { preferred: 16696, label: 'the Jaeger that a chapter tries' },
  'trial-jaeger-otlp': { preferred: 16697, label: 'the Jaeger on trial (OTLP)' },
  'trial-jaeger-otlp-http': { preferred: 16698, label: 'the Jaeger on trial (OTLP over HTTP)' },
  grafana: { preferred: 3000, label: 'Grafana' },
} as const;

/** What is listened on only where that part runs. */
const PORTS_OF_STORES: Partial<Record<keyof typeof FULL_STACK_PORTS, BackendPartName>> = {
  tempo: 'tempo',
  'tempo-grpc': 'tempo',
  'tempo-otlp': 'tempo',
  loki: 'loki',
  'loki-grpc': 'loki',
  jaeger: 'jaeger',
  'jaeger-otlp': 'jaeger',
  'jaeger-grpc': 'jaeger',
  'jaeger-health': 'jaeger',
  'jaeger-metrics': 'jaeger',
  'victoria-logs': 'victoria-logs',
  grafana: 'grafana',
};

/** Every port of the lab: the one it likes best, and what the learner calls it. */
export const PORT_PLAN = { ...BASE_PORTS, ...FULL_STACK_PORTS } as const;

export type PortName = keyof typeof PORT_PLAN;
export type Ports = Record<PortName, number>;

export const PORT_NAMES = Object.keys(PORT_PLAN) as PortName[];

/** The ports of an instance; `stores`: the parts that store what it gets, undefined without the full stack. */
export function portsOf(stores: readonly BackendPartName[] | undefined): PortName[] {
  if (!stores) return Object.keys(BASE_PORTS) as PortName[];
  return PORT_NAMES.filter((name) => {
    const part = (PORTS_OF_STORES as Partial<Record<PortName, BackendPartName>>)[name];
    return part === undefined || stores.includes(part);
  });
}

/** The environment variable that fixes a port, such as LAB_PORT_PAYMENTS_WORKER. */
export function portVariable(name: PortName): string {
  return `LAB_PORT_${name.toUpperCase().replaceAll('-', '_')}`;
}
