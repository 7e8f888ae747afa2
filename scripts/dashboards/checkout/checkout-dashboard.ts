import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { bookstoreDashboard, serviceVariable } from '../bookstore-dashboard.ts';
import { evidenceRow } from './evidence-row.ts';
import { glanceRow } from './glance-row.ts';
import { latencyRow } from './latency-row.ts';
import { ordersRow } from './orders-row.ts';
import { redRow } from './red-row.ts';

/** Is the shop well? Requests, errors and latency by route, and what became of the orders. */
export function checkoutDashboard(): Dashboard {
  return bookstoreDashboard({
    uid: 'bookstore-checkout',
    title: 'Checkout',
    description: 'Is the shop well? Requests, errors and latency by route; what became of the orders.',
    variables: [serviceVariable()],
    rows: [glanceRow(), redRow(), latencyRow(), ordersRow(), evidenceRow()],
  });
}
