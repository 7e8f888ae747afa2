import type { Row } from '../bookstore-dashboard.ts';
import { clickedLabel, exploreTraces } from '../explore-link.ts';
import { timeSeries } from '../panels/time-series.ts';
import { quantile } from '../promql.ts';

const OF_SERVICE = '{service_name=~"$service"}';
const STATEMENTS =
  'traces_span_metrics_duration_seconds_bucket{service_name=~"$service", span_kind="SPAN_KIND_CLIENT", span_name=~"(SELECT|INSERT|UPDATE|DELETE) .+"}';

/** Connections to Postgres, who waits for one, and how long statements take. */
export function poolRow(): Row {
  return { title: 'Database pool', panels: [connections(), waiting(), statements()] };
}

const connections = () =>
  timeSeries({
    title: 'Connections',
    description: 'Open connections of the pool, and how many it may have.',
    unit: 'short',
    queries: [
      {
        expr: `sum by (service_name, db_client_connection_state) (db_client_connection_count${OF_SERVICE})`,
        legend: '{{service_name}} {{db_client_connection_state}}',
      },
      {
        expr: `sum by (service_name) (db_client_connection_max${OF_SERVICE})`,
        legend: '{{service_name}} limit',
      },
    ],
  });

const waiting = () =>
  timeSeries({
    title: 'Waiting for a connection',
    description: 'Requests that have none: the pool is too small, or statements hold it too long.',
    unit: 'short',
    queries: [
      {
        expr: `sum by (service_name) (db_client_connection_pending_requests${OF_SERVICE})`,
        legend: '{{service_name}}',
      },
    ],
    thresholds: ['transparent', ['red', 1]],
  });

const statements = () =>
  timeSeries({
    title: 'Duration by statement, p95',
    description: 'A diamond is one statement: click it to open its trace.',
    unit: 's',
    queries: [
      {
        expr: quantile(0.95, STATEMENTS, ['service_name', 'span_name']),
        legend: '{{service_name}} {{span_name}}',
        exemplars: true,
      },
    ],
    link: {
      title: 'Traces with this statement',
      url: exploreTraces(`{ name = "${clickedLabel('span_name')}" }`),
    },
  });
