import { currentTraceId } from '../shared/http-server.ts';

/** A trace and the address where it can be looked at. */
export type TraceLink = { traceId: string; traceUrl: string };

export type TraceLinks = {
  /** The trace of the request in work; undefined where telemetry is off. */
  toCurrent: () => TraceLink | undefined;
  /** The trace that somebody names; undefined unless it is a valid trace id. */
  toTrace: (traceId: unknown) => TraceLink | undefined;
};

/** Makes links to traces from an address that contains `{traceId}`. */
export function createTraceLinks(template: string): TraceLinks {
  const toTrace = (traceId: unknown) =>
    typeof traceId === 'string' && /^(?!0{32})[0-9a-f]{32}$/.test(traceId)
      ? { traceId, traceUrl: template.replaceAll('{traceId}', traceId) }
      : undefined;
  return { toTrace, toCurrent: () => toTrace(currentTraceId()) };
}
