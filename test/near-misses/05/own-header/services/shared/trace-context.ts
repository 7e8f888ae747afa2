import { type Context, ROOT_CONTEXT, trace } from '@opentelemetry/api';

/** The W3C headers that carry a trace (https://www.w3.org/TR/trace-context/, https://www.w3.org/TR/baggage/). */
export type TraceHeaders = { traceparent?: string; tracestate?: string; baggage?: string };

/** Writes the active trace context into a fresh set of headers, for a message or an outbox row. */
export function injectTraceContext(): TraceHeaders {
  const headers: TraceHeaders = {};
  const active = trace.getActiveSpan()?.spanContext();
  if (active) Object.assign(headers, { 'x-trace-id': active.traceId, 'x-span-id': active.spanId });
  return headers;
}

/** Reads the trace context from headers that came with a message or a row; malformed or absent ones give a fresh root. */
export function extractTraceContext(headers: Record<string, unknown> | undefined): Context {
  const [traceId, spanId] = [headers?.['x-trace-id'], headers?.['x-span-id']];
  if (typeof traceId !== 'string' || typeof spanId !== 'string') return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: 1, isRemote: true });
}
