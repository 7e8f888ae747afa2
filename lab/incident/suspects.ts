/** Whoever may be to blame for an incident: where, and what it does there. Some never are. */
export const SUSPECTS = {
  'memory-leak': 'storefront: keeps memory until it is killed',
  'slow-pages': 'storefront: its own code is slow',
  'row-lock': 'orders: UPDATE books waits for a lock in the database',
  'pool-exhausted': 'orders: waits for a database connection before its first statement',
  'outbox-late': 'orders: the outbox relay publishes late',
  'messages-vanish': 'RabbitMQ: messages order.placed are published, and never reach payments-worker',
  'broker-down': 'RabbitMQ: the broker is down',
  'slow-insert': 'payments-worker: INSERT payments is slow in the database',
  'wrong-amounts': 'payments-worker: gives messages up, because of what is in them',
  'lost-context': 'payments-worker: does not continue the trace of the message',
  'wrong-clock': 'payments-worker: its clock is wrong',
  'gateway-slow': 'payment-gateway: slow for some baskets',
  'gateway-failing': 'payment-gateway: fails again and again, and is asked again and again',
} as const;

export type SuspectId = keyof typeof SUSPECTS;

export const SUSPECT_IDS = Object.keys(SUSPECTS) as SuspectId[];
