import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { bookstoreDashboard } from '../bookstore-dashboard.ts';
import { gatewayRow } from './gateway-row.ts';
import { glanceRow } from './glance-row.ts';
import { queueRow } from './queue-row.ts';
import { settlementRow } from './settlement-row.ts';

/** Does every placed order get its payment? The outbox, the queues, the bank. */
export function paymentsDashboard(): Dashboard {
  return bookstoreDashboard({
    uid: 'bookstore-payments',
    title: 'Payments and queue',
    description: 'Does every placed order get its payment? The outbox, the queues, the bank.',
    rows: [glanceRow(), queueRow(), settlementRow(), gatewayRow()],
  });
}
