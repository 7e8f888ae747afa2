/** What the desk holds at most. Bytes are estimates of heap, counts guard against many tiny items. */
export interface DeskLimits {
  traceBytes: number;
  traces: number;
  bytesPerTrace: number;
  spansPerTrace: number;
  logsPerTrace: number;
  looseLogBytes: number;
  looseLogs: number;
  seriesBytes: number;
  series: number;
}

/** Shares `maxBytes` out: traces with their logs 13/16, logs without a trace 2/16, metric series 1/16. */
export function deskLimits(maxBytes: number): DeskLimits {
  const sixteenth = Math.floor(maxBytes / 16);
  return {
    traceBytes: 13 * sixteenth,
    traces: 20_000,
    // One runaway trace must not push out all the others.
    bytesPerTrace: 2 * sixteenth,
    spansPerTrace: 5_000,
    logsPerTrace: 5_000,
    looseLogBytes: 2 * sixteenth,
    looseLogs: 10_000,
    seriesBytes: sixteenth,
    series: 2_000,
  };
}
