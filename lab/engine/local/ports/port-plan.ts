/** Every port of the lab: the one it likes best, what the learner calls it, and the variable that overrides it. */
export const PORT_PLAN = {
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

export type PortName = keyof typeof PORT_PLAN;
export type Ports = Record<PortName, number>;

export const PORT_NAMES = Object.keys(PORT_PLAN) as PortName[];

/** The environment variable that fixes a port, such as LAB_PORT_PAYMENTS_WORKER. */
export function portVariable(name: PortName): string {
  return `LAB_PORT_${name.toUpperCase().replaceAll('-', '_')}`;
}
