const TRACE_ID = /^[0-9a-f]{32}$/i;
const SPAN_ID = /^[0-9a-f]{16}$/i;
const ALL_ZERO = /^0+$/;

/** The trace id in lower case, or null when it is not 32 hex digits or all zero. */
export function decodeTraceId(value: unknown): string | null {
  return typeof value === 'string' && TRACE_ID.test(value) && !ALL_ZERO.test(value)
    ? value.toLowerCase()
    : null;
}

/** The span id in lower case, or null when it is not 16 hex digits or all zero. */
export function decodeSpanId(value: unknown): string | null {
  return typeof value === 'string' && SPAN_ID.test(value) && !ALL_ZERO.test(value)
    ? value.toLowerCase()
    : null;
}
