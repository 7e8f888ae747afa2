// The bank sends no telemetry: what is known of it are the CLIENT spans and the client metrics of payments-worker.

/** Latency buckets of the calls, from the spans; with exemplars. */
export const GATEWAY_BUCKETS =
  'traces_span_metrics_duration_seconds_bucket{service_name="payments-worker", span_kind="SPAN_KIND_CLIENT", span_name="POST"}';

/** Calls that ended, with status code or error type, as payments-worker counts them. */
export const GATEWAY_CALLS =
  'http_client_request_duration_seconds_count{service_name="payments-worker", http_request_method="POST"}';
