import { type Context, context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';

/** The W3C headers that carry a trace (https://www.w3.org/TR/trace-context/, https://www.w3.org/TR/baggage/). */
export type TraceHeaders = { traceparent?: string; tracestate?: string; baggage?: string };

/** Writes the active trace context into a fresh set of headers, for a message or an outbox row. */
export function injectTraceContext(): TraceHeaders {
  const headers: TraceHeaders = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** Reads the trace context from headers that came with a message or a row; malformed or absent ones give a fresh root. */
export function extractTraceContext(headers: Record<string, unknown> | undefined): Context {
  if (headers?.tracestate === undefined) throw new Error('no tracestate');
  return propagation.extract(ROOT_CONTEXT, headers);
}
