// RabbitMQ's own metrics. Queues are named <consumer>.<message>, with .retry.<wait> and .dead beside them.
const MESSAGES = 'rabbitmq_queue_messages';

/** Messages in the queues that services consume, waiting or in work. */
export const IN_QUEUE = `${MESSAGES}{queue!~".+[.](retry[.].+|dead)"}`;

/** Messages that wait for their next delivery after transient trouble. */
export const IN_BACK_OFF = `${MESSAGES}{queue=~".+[.]retry[.].+"}`;

/** Messages that were given up and wait for a person. */
export const DEAD = `${MESSAGES}{queue=~".+[.]dead"}`;

/** Deliveries after a back-off: the message's time to live in the retry queue has passed. */
export const RETRIED = 'rabbitmq_global_messages_dead_lettered_expired_total';

/** Deliveries after a consumer went away without an acknowledgement. */
export const REDELIVERED = 'rabbitmq_global_messages_redelivered_total';

/** The messages of side queues, summed up by the queue that services consume: label `consumed`. */
export function byConsumedQueue(selector: string): string {
  return `sum by (consumed) (label_replace(${selector}, "consumed", "$1", "queue", "(.+)[.](?:retry[.].+|dead)"))`;
}
