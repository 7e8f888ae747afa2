import type { Row } from '../bookstore-dashboard.ts';
import { stat } from '../panels/stat.ts';
import { orZero, quantile, rate } from '../promql.ts';
import { CHECKOUT_REQUESTS } from './checkout-requests.ts';

/** The numbers to read first. */
export function glanceRow(): Row {
  return { title: '', panels: [placed(), good(), burn(), checkoutLatency(), paymentLatency(), alerts()] };
}

const placed = () =>
  stat({
    title: 'Orders placed',
    description: 'Orders that the shop has accepted, per minute.',
    unit: 'suffix: /min',
    decimals: 1,
    query: { expr: `${rate('bookstore_orders_placed_total')} * 60` },
  });

const good = () =>
  stat({
    title: 'Good checkouts',
    description:
      'In the last hour: neither answered with 5xx nor settled as failed, of all that were not the customer’s mistake. Objective: 99 %.',
    unit: 'percentunit',
    decimals: 2,
    query: { expr: '1 - bookstore:checkout_errors:ratio_rate1h' },
    thresholds: ['red', ['orange', 0.98], ['green', 0.99]],
  });

const burn = () =>
  stat({
    title: 'Error budget burn',
    description:
      'How fast the last hour spends the error budget of 1 %. At 1 a month’s budget lasts a month, at 14.4 this hour took two percent of it.',
    unit: 'suffix:x',
    decimals: 1,
    query: { expr: 'bookstore:checkout_errors:ratio_rate1h / 0.01' },
    thresholds: ['green', ['orange', 1], ['red', 14.4]],
  });

const checkoutLatency = () =>
  stat({
    title: 'Checkout p95',
    description: 'Time to the answer of POST /checkout for 95 of 100 customers. The payment comes after it.',
    unit: 's',
    query: { expr: quantile(0.95, `http_server_request_duration_seconds_bucket{${CHECKOUT_REQUESTS}}`) },
    thresholds: ['green', ['orange', 0.25], ['red', 0.5]],
  });

const paymentLatency = () =>
  stat({
    title: 'Payment p95',
    description: 'From the message taken off the queue to the settled payment, for 95 of 100 orders.',
    unit: 's',
    query: { expr: quantile(0.95, 'bookstore_payment_duration_seconds_bucket') },
    thresholds: ['green', ['orange', 3], ['red', 5]],
  });

const alerts = () =>
  stat({
    title: 'Alerts firing',
    description: 'Each of them names its section of the runbook.',
    link: { title: 'Alert rules', url: '/alerting/list' },
    unit: 'short',
    query: { expr: orZero('count(ALERTS{alertstate="firing"})') },
    thresholds: ['green', ['red', 1]],
  });
