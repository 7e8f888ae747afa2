import type { Row } from '../bookstore-dashboard.ts';
import { funnel, type Stage } from '../panels/funnel.ts';
import { serviceMap } from '../panels/service-map.ts';
import { timeSeries } from '../panels/time-series.ts';
import { countPerStep, total } from '../promql.ts';
import { CHECKOUT_REQUESTS } from './checkout-requests.ts';

const OUTCOMES = { paid: 'green', declined: 'yellow', failed: 'red' };

/** What became of the orders. */
export function ordersRow(): Row {
  return {
    title: 'What became of the orders',
    panels: [
      funnel({
        title: 'From checkout to money',
        description:
          'Over the chosen time range. A placed order that is neither paid, declined nor failed is on its way.',
        stages: stages(),
      }),
      timeSeries({
        title: 'Orders by outcome',
        description: 'Orders settled within each step.',
        unit: 'short',
        draw: 'bars',
        queries: [
          {
            expr: countPerStep('bookstore_orders_settled_total', ['bookstore_order_outcome']),
            legend: '{{bookstore_order_outcome}}',
          },
        ],
        colours: OUTCOMES,
      }),
      serviceMap('Drawn from the spans: HTTP calls and, from PRODUCER to CONSUMER, the queues.'),
    ],
  };
}

function stages(): Stage[] {
  const requests = (others = '') =>
    total(`http_server_request_duration_seconds_count{${CHECKOUT_REQUESTS}${others}}`);
  return [
    { name: 'requested', colour: 'blue', expr: requests() },
    { name: 'rejected', colour: 'purple', expr: requests(', http_response_status_code=~"4.."') },
    { name: 'placed', colour: 'blue', expr: total('bookstore_orders_placed_total') },
    ...Object.entries(OUTCOMES).map(([name, colour]) => ({
      name,
      colour,
      expr: total(`bookstore_orders_settled_total{bookstore_order_outcome="${name}"}`),
    })),
  ];
}
