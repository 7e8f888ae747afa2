const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const STATUSES = ['UNSET', 'OK', 'ERROR'];
const IDS = new Set(['traceId', 'spanId', 'parentSpanId']);

/**
 * Tempo's JSON of a trace as OTLP/JSON: ids in hex instead of base64, kinds and status codes as numbers instead of
 * names. What is of another form stays as it is.
 */
export function otlpJsonOfTempo(value: unknown, key = ''): unknown {
  // What applications have sent is theirs, also where it has a name of ours.
  if (key === 'attributes') return value;
  if (Array.isArray(value)) return value.map((item) => otlpJsonOfTempo(item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, otlpJsonOfTempo(inner, name)]),
    );
  }
  if (typeof value !== 'string') return value;
  if (IDS.has(key)) return Buffer.from(value, 'base64').toString('hex');
  if (key === 'kind') return KINDS.indexOf(value.replace('SPAN_KIND_', ''));
  if (key === 'code') return STATUSES.indexOf(value.replace('STATUS_CODE_', ''));
  return value;
}
