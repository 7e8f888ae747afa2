import { type Context, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';

/** The W3C headers that carry a trace (https://www.w3.org/TR/trace-context/, https://www.w3.org/TR/baggage/). */
export type TraceHeaders = { traceparent?: string; tracestate?: string; baggage?: string };

/** Writes the active trace context into a fresh set of headers, for a message or an outbox row. */
export function injectTraceContext(): TraceHeaders {
  const headers: TraceHeaders = {};
  const active = trace.getActiveSpan()?.spanContext();
  if (active) headers.traceparent = `00-${active.traceId}-${active.spanId}-01`;
  return headers;
}

/** Reads the trace context from headers that came with a message or a row; malformed or absent ones give a fresh root. */
export function extractTraceContext(headers: Record<string, unknown> | undefined): Context {
  return propagation.extract(ROOT_CONTEXT, headers ?? {});
}
