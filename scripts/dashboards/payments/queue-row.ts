import type { Row } from '../bookstore-dashboard.ts';
import { timeSeries } from '../panels/time-series.ts';
import { countPerStep, orZero } from '../promql.ts';
import { byConsumedQueue, DEAD, IN_BACK_OFF, IN_QUEUE, REDELIVERED, RETRIED } from './queue-metrics.ts';

/** What waits where. */
export function queueRow(): Row {
  return { title: 'Queues', panels: [depth(), redeliveries(), deadLetters()] };
}

const depth = () =>
  timeSeries({
    title: 'Queue depth',
    description: 'Messages that wait for a service or are in its hands, and those in back-off.',
    unit: 'short',
    queries: [
      { expr: `sum by (queue) (${IN_QUEUE})`, legend: '{{queue}}' },
      { expr: byConsumedQueue(IN_BACK_OFF), legend: '{{consumed}}, in back-off' },
    ],
  });

const redeliveries = () =>
  timeSeries({
    title: 'Redeliveries',
    description:
      'Within each step. After a back-off: the service asked for it. After a lost consumer: it ended without an acknowledgement.',
    unit: 'short',
    draw: 'bars',
    queries: [
      { expr: orZero(countPerStep(RETRIED)), legend: 'after a back-off' },
      { expr: orZero(countPerStep(REDELIVERED)), legend: 'after a lost consumer' },
    ],
    colours: { 'after a back-off': 'yellow', 'after a lost consumer': 'orange' },
  });

const deadLetters = () =>
  timeSeries({
    title: 'Dead letters',
    description:
      'Lines: what lies in the dead-letter queues. Their reasons, as the services gave them up, in each step.',
    unit: 'short',
    queries: [
      { expr: byConsumedQueue(DEAD), legend: '{{consumed}}, waiting' },
      {
        expr: orZero(
          countPerStep('bookstore_messages_dead_lettered_total', [
            'messaging_destination_name',
            'bookstore_dead_letter_reason',
          ]),
        ),
        legend: '{{messaging_destination_name}} given up: {{bookstore_dead_letter_reason}}',
      },
    ],
  });
