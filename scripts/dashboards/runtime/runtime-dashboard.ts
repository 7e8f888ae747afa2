import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { bookstoreDashboard, serviceVariable } from '../bookstore-dashboard.ts';
import { eventLoopRow } from './event-loop-row.ts';
import { memoryRow } from './memory-row.ts';
import { poolRow } from './pool-row.ts';

/** What holds a Node service up from inside: the event loop, the garbage collector, the database's pool. */
export function runtimeDashboard(): Dashboard {
  return bookstoreDashboard({
    uid: 'bookstore-runtime',
    title: 'Node runtime',
    description:
      'What holds a service up from inside: the event loop, the garbage collector, the pool of database connections.',
    variables: [serviceVariable()],
    rows: [eventLoopRow(), memoryRow(), poolRow()],
  });
}
