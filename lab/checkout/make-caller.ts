import { randomBytes } from 'node:crypto';

/** A caller of the shop who has begun a trace: both ids made up (32 and 16 hex digits), and the `traceparent` that carries them. */
export type Caller = { traceId: string; spanId: string; traceparent: string };

/** Makes up a caller. `sampled`: whether the trace is to be recorded (https://www.w3.org/TR/trace-context/#trace-flags). */
export function makeCaller({ sampled }: { sampled: boolean }): Caller {
  const [traceId = '', spanId = ''] = [16, 8].map((bytes) => randomBytes(bytes).toString('hex'));
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-${sampled ? '01' : '00'}` };
}
