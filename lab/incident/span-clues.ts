import type { Span } from '../desk/telemetry-types.ts';
import type { DeskClient } from '../stores/ask-desk.ts';

/** The spans of that service and name that began after `sinceMs` (epoch), the longest first. */
export async function spansSince(
  desk: DeskClient,
  is: { service: string; name: string },
  sinceMs: number,
): Promise<Span[]> {
  const spans = await desk.spans(is);
  return spans.filter(({ startMs }) => startMs >= sinceMs).sort((a, b) => b.durationMs - a.durationMs);
}

/** A duration in milliseconds as one says it: 41 ms, 1.2 s. */
export function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** The series of the Collector's span metrics (seconds, with exemplars) for that span. */
export function spanMetricOf({ service, name }: { service: string; name: string }): string {
  return `traces_span_metrics_duration_seconds_bucket{service_name="${service}",span_name="${name}"}`;
}
