import { PARTS_OF_STORES } from '../../engine.ts';
import type { LabContext } from '../lab-context.ts';
import { requireRabbitmq } from '../rabbitmq/require-rabbitmq.ts';
import { collectorMetrics } from './collector-part.ts';
import { fullStackParts } from './full-stack-parts.ts';
import { loopback } from './loopback.ts';
import { nodePart } from './node-part.ts';
import type { PartDefinition, ProcessName } from './part-definition.ts';
import { postgresPart } from './postgres-part.ts';
import { epmdPart, rabbitmqPart } from './rabbitmq-part.ts';
import { servicePart } from './service-part.ts';
import { traceUrl } from './trace-url.ts';

/** Every process of the lab in the order in which it is started. */
export function labParts(context: LabContext): PartDefinition[] {
  const install = onceAtATime(requireRabbitmq);
  const postgres = postgresPart(context);
  const rabbitmq = rabbitmqPart(context, install);
  const stores = () => ({ DATABASE_URL: postgres.address(), RABBITMQ_URL: rabbitmq.address() });
  const url = (name: 'orders' | 'payment-gateway') => `http://${loopback(context, name)}`;
  return [
    postgres,
    rabbitmq,
    epmdPart(context, install),
    nodePart(context, 'desk', {
      main: 'lab/desk/main.ts',
      traced: false,
      uses: [],
      watches: [],
      prepare: async () => {},
      env: () => storedEnvironment(context),
    }),
    servicePart(context, 'payment-gateway', [], () => ({})),
    servicePart(context, 'orders', ['postgres', 'rabbitmq'], stores),
    servicePart(context, 'payments-worker', ['postgres', 'rabbitmq', 'payment-gateway'], () => ({
      ...stores(),
      GATEWAY_URL: url('payment-gateway'),
    })),
    servicePart(context, 'storefront', ['orders', context.full?.grafana ? 'grafana' : 'desk'], () => ({
      ORDERS_URL: url('orders'),
      TRACE_URL: traceUrl(context),
    })),
    ...fullStackParts(context),
  ];
}

/** Where the desk asks what is stored. A store that moves does not start it anew: it would forget what it holds. */
function storedEnvironment(context: LabContext): NodeJS.ProcessEnv {
  if (!context.full) return {};
  const { stores } = context.full;
  const [traces, logs] = PARTS_OF_STORES[stores];
  return {
    STORES: stores,
    TRACE_STORE_URL: `http://${loopback(context, traces)}`,
    LOG_STORE_URL: `http://${loopback(context, logs)}`,
    COLLECTOR_METRICS_URLS: collectorMetrics(context).join(','),
  };
}

/** The desk last, so that it gets the last telemetry; who calls before who is called. */
export const STOP_ORDER: ProcessName[][] = [
  ['storefront'],
  ['orders', 'payments-worker'],
  ['payment-gateway'],
  ['collector'],
  ['rabbitmq', 'postgres', 'tempo', 'jaeger', 'loki', 'victoria-logs', 'prometheus', 'grafana'],
  ['epmd'],
  ['desk'],
];

// RabbitMQ and its name service ask for the same installation: one of them gets it for both.
function onceAtATime<A extends unknown[], R>(work: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  let underWay: Promise<R> | undefined;
  return (...args) => {
    underWay ??= work(...args).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
