import type { Row } from '../bookstore-dashboard.ts';
import { clickedLabel, exploreTraces } from '../explore-link.ts';
import { heatMap } from '../panels/heat-map.ts';
import { timeSeries } from '../panels/time-series.ts';
import { countPerStep, share } from '../promql.ts';

const CHECKOUT_BUCKETS =
  'traces_span_metrics_duration_seconds_bucket{service_name="storefront", span_kind="SPAN_KIND_SERVER", http_route="/checkout"}';
const SPANS = 'traces_span_metrics_calls_total{service_name=~"$service"}';
const FAILED = 'traces_span_metrics_calls_total{service_name=~"$service", status_code="STATUS_CODE_ERROR"}';

/** From the outlier, and from the service that fails, to the trace. */
export function latencyRow(): Row {
  return {
    title: 'Where to look next',
    panels: [
      heatMap({
        title: 'Checkout latency',
        description:
          'How many checkouts took how long to answer. A diamond is one of them: click it to open its trace.',
        expr: countPerStep(CHECKOUT_BUCKETS, ['le']),
      }),
      timeSeries({
        title: 'Error rate by service',
        description:
          'Share of a service’s spans that ended as an error. A declined card is an answer, not an error.',
        unit: 'percentunit',
        width: 12,
        queries: [{ expr: share(FAILED, SPANS, ['service_name']), legend: '{{service_name}}' }],
        link: {
          title: 'Failed spans of this service',
          url: exploreTraces(
            `{ resource.service.name = "${clickedLabel('service_name')}" && status = error }`,
          ),
        },
      }),
    ],
  };
}
