import type { Span } from '../../desk/telemetry-types.ts';

/** Whether a trace took longer than `limitMs`, from the start of its first span to the end of its last. */
export function tookLonger(limitMs: number): (spans: readonly Span[]) => boolean {
  return (spans) => {
    const ends = spans.map(({ startMs, durationMs }) => startMs + durationMs);
    return Math.max(...ends) - Math.min(...spans.map(({ startMs }) => startMs)) > limitMs;
  };
}
