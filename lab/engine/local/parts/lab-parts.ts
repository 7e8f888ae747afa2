import type { LabContext } from '../lab-context.ts';
import { requireRabbitmq } from '../rabbitmq/require-rabbitmq.ts';
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
      env: () => ({}),
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
