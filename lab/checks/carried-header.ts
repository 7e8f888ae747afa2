import type { Span } from '../desk/telemetry-types.ts';
import type { DrivenCheckout } from './evidence.ts';

/** What a call or message brought along: where it stood, the value of the header (undefined: not there), and what else was there. */
export type CarriedHeader = { carrier: string; value: unknown; others: string[] };

/** The `traceparent` with which `receiver` was reached, by message or by request; undefined for a span that nobody called. */
export function carriedTraceparent(
  checkout: DrivenCheckout,
  receiver: Pick<Span, 'name' | 'kind' | 'attributes'>,
): CarriedHeader | undefined {
  if (receiver.kind === 'CONSUMER') {
    const message = receiver.name.replace(/^process /, '');
    const peeked = checkout.messages.findLast(({ name }) => name === message);
    const { traceparent, ...others } = peeked?.headers ?? {};
    return { carrier: `The message ${message}`, value: traceparent, others: Object.keys(others) };
  }
  if (receiver.kind !== 'SERVER') return undefined;
  const values = receiver.attributes['http.request.header.traceparent'];
  const value = Array.isArray(values) ? values.join(', ') : values;
  return { carrier: `The request ${receiver.name}`, value, others: [] };
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** A `traceparent` in its parts (https://www.w3.org/TR/trace-context/#traceparent-header); undefined when it is none. */
export function parseTraceparent(
  value: unknown,
): { traceId: string; spanId: string; sampled: boolean } | undefined {
  const [, traceId = '', spanId = '', flags = ''] =
    TRACEPARENT.exec(typeof value === 'string' ? value : '') ?? [];
  if (/^0*$/.test(traceId) || /^0*$/.test(spanId)) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}
