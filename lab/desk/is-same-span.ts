import type { Span } from './telemetry-types.ts';

/** Whether both are one span that came twice: a sender that got no answer in time sends the same batch again. */
export function isSameSpan(one: Span, other: Span): boolean {
  return one.spanId === other.spanId && one.startMs === other.startMs && one.durationMs === other.durationMs;
}
