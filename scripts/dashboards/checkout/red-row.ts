import type { Row } from '../bookstore-dashboard.ts';
import { clickedLabel, exploreTraces } from '../explore-link.ts';
import { timeSeries } from '../panels/time-series.ts';
import { quantile, rate, share } from '../promql.ts';

const ROUTE = ['service_name', 'http_request_method', 'http_route'];
const LEGEND = '{{service_name}} {{http_request_method}} {{http_route}}';
const REQUESTS = 'http_server_request_duration_seconds_count{service_name=~"$service"}';
const FAILED =
  'http_server_request_duration_seconds_count{service_name=~"$service", http_response_status_code=~"5.."}';
const SPAN_BUCKETS =
  'traces_span_metrics_duration_seconds_bucket{service_name=~"$service", span_kind="SPAN_KIND_SERVER"}';

const SERVICE = `resource.service.name = "${clickedLabel('service_name')}"`;
const ofRoute = {
  title: 'Traces of this route',
  url: exploreTraces(`{ ${SERVICE} && span.http.route = "${clickedLabel('http_route')}" }`),
};
const ofSpan = {
  title: 'Traces of this route',
  url: exploreTraces(`{ ${SERVICE} && name = "${clickedLabel('span_name')}" }`),
};

/** Rate, errors and duration of every route. */
export function redRow(): Row {
  return { title: 'Rate, errors, duration', panels: [requests(), errors(), durations()] };
}

const requests = () =>
  timeSeries({
    title: 'Requests by route',
    description: 'Counted by the services themselves, so that no sampling changes them.',
    unit: 'reqps',
    queries: [{ expr: rate(REQUESTS, ROUTE), legend: LEGEND }],
    link: ofRoute,
  });

const errors = () =>
  timeSeries({
    title: 'Errors by route',
    description: 'Share of the answers that were 5xx.',
    unit: 'percentunit',
    queries: [{ expr: share(FAILED, REQUESTS, ROUTE), legend: LEGEND }],
    link: ofRoute,
  });

const durations = () =>
  timeSeries({
    title: 'Duration by route, p95',
    description:
      'From the spans, before any tail sampling. A diamond is one request: click it to open its trace.',
    unit: 's',
    queries: [
      {
        // The name of a SERVER span is its method and route.
        expr: quantile(0.95, SPAN_BUCKETS, ['service_name', 'span_name']),
        legend: '{{service_name}} {{span_name}}',
        exemplars: true,
      },
    ],
    link: ofSpan,
  });
