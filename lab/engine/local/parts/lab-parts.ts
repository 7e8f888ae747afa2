import type { LabContext } from '../lab-context.ts';
import { requireRabbitmq } from '../rabbitmq/require-rabbitmq.ts';
import { nodePart } from './node-part.ts';
import type { PartDefinition, ProcessName } from './part-definition.ts';
import { postgresPart } from './postgres-part.ts';
import { epmdPart, rabbitmqPart } from './rabbitmq-part.ts';

/** Every process of the lab in the order in which it is started. */
export function labParts(context: LabContext): PartDefinition[] {
  const install = onceAtATime(requireRabbitmq);
  const postgres = postgresPart(context);
  const rabbitmq = rabbitmqPart(context, install);
  const stores = () => ({ DATABASE_URL: postgres.address(), RABBITMQ_URL: rabbitmq.address() });
  const url = (name: 'orders' | 'payment-gateway' | 'desk') => `http://127.0.0.1:${context.ports.get(name)}`;
  return [
    postgres,
    rabbitmq,
    epmdPart(context, install),
    nodePart(context, 'desk', {
      main: 'lab/desk/main.ts',
      traced: false,
      uses: [],
      watches: [],
      env: () => ({}),
    }),
    nodePart(
      context,
      'payment-gateway',
      service('payment-gateway', [], () => ({})),
    ),
    nodePart(context, 'orders', service('orders', ['desk', 'postgres', 'rabbitmq'], stores)),
    nodePart(
      context,
      'payments-worker',
      service('payments-worker', ['desk', 'postgres', 'rabbitmq', 'payment-gateway'], () => ({
        ...stores(),
        GATEWAY_URL: url('payment-gateway'),
      })),
    ),
    nodePart(
      context,
      'storefront',
      service('storefront', ['desk', 'orders'], () => ({
        ORDERS_URL: url('orders'),
        TRACE_URL: `${url('desk')}/traces/{traceId}`,
      })),
    ),
  ];
}

/** The desk last, so that it gets the last telemetry; who calls before who is called. */
export const STOP_ORDER: ProcessName[][] = [
  ['storefront'],
  ['orders', 'payments-worker'],
  ['payment-gateway'],
  ['rabbitmq', 'postgres'],
  ['epmd'],
  ['desk'],
];

function service(name: string, uses: ProcessName[], env: () => NodeJS.ProcessEnv) {
  // The gateway is the third party: a black box without telemetry.
  const traced = name !== 'payment-gateway';
  return {
    main: `services/${name}/main.ts`,
    traced,
    uses,
    watches: [`services/${name}`, 'services/shared'],
    env,
  };
}

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
