import { randomBytes } from 'k6/crypto';

/** A trace that begins here, at the customer. */
export type TraceContext = { traceId: string; traceparent: string };

const SAMPLED = '01';

/** Begins a trace of its own, sampled (https://www.w3.org/TR/trace-context/#traceparent-header). */
export function beginTrace(): TraceContext {
  const traceId = randomHex(16);
  return { traceId, traceparent: `00-${traceId}-${randomHex(8)}-${SAMPLED}` };
}

/** Random bytes as hex digits, two a byte. */
export function randomHex(bytes: number): string {
  const digits = Array.from(new Uint8Array(randomBytes(bytes)), (byte) => byte.toString(16).padStart(2, '0'));
  return digits.join('');
}
