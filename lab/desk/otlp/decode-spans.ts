import type { Span, SpanEvent, SpanKind, SpanLink, SpanStatus } from '../telemetry-types.ts';
import { cutText, MAX_NAME_LENGTH, MAX_VALUE_LENGTH } from './cut-text.ts';
import { decodeAttributes } from './decode-attributes.ts';
import { decodeSpanId, decodeTraceId } from './decode-id.ts';
import { decodeTimeMs } from './decode-time-ms.ts';
import { eachItem, type SignalShape } from './each-item.ts';
import { isRecord } from './is-record.ts';

const SHAPE: SignalShape = { resources: 'resourceSpans', scopes: 'scopeSpans', items: 'spans' };
const KINDS: readonly SpanKind[] = ['INTERNAL', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const STATUSES: readonly SpanStatus[] = ['UNSET', 'OK', 'ERROR'];

/** Hands every usable span of an OTLP/JSON trace request to `keep`, and the reason for each unusable one to `refuse`. Never throws. */
export function decodeSpans(
  request: unknown,
  keep: (span: Span) => void,
  refuse: (reason: string) => void,
): void {
  eachItem(request, SHAPE, (item, service, _scope, instance) => {
    const span = decodeSpan(item, service, instance);
    if (typeof span === 'string') refuse(span);
    else keep(span);
  });
}

/** The span, or the reason why it is unusable. */
function decodeSpan(item: unknown, service: string, instance: string | undefined): Span | string {
  if (!isRecord(item)) return 'span-not-an-object';
  const traceId = decodeTraceId(item.traceId);
  if (traceId === null) return 'span-trace-id-invalid';
  const spanId = decodeSpanId(item.spanId);
  if (spanId === null) return 'span-id-invalid';
  const startMs = decodeTimeMs(item.startTimeUnixNano);
  const endMs = decodeTimeMs(item.endTimeUnixNano);
  if (startMs === null || endMs === null) return 'span-time-invalid';
  const status = isRecord(item.status) ? item.status : {};
  return {
    traceId,
    spanId,
    parentSpanId: decodeSpanId(item.parentSpanId),
    service,
    ...(instance === undefined ? {} : { instance }),
    name: nameOf(item.name),
    kind: KINDS[Number(item.kind)] ?? 'INTERNAL',
    startMs,
    durationMs: Math.round((endMs - startMs) * 1e3) / 1e3,
    status: STATUSES[Number(status.code)] ?? 'UNSET',
    statusMessage: typeof status.message === 'string' ? cutText(status.message, MAX_VALUE_LENGTH) : '',
    attributes: decodeAttributes(item.attributes),
    events: decodeEvents(item.events),
    links: decodeLinks(item.links),
  };
}

function nameOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? cutText(value, MAX_NAME_LENGTH) : '(no name)';
}

function decodeEvents(list: unknown): SpanEvent[] {
  const events: SpanEvent[] = [];
  if (!Array.isArray(list)) return events;
  for (const event of list) {
    if (!isRecord(event)) continue;
    events.push({
      name: nameOf(event.name),
      timeMs: decodeTimeMs(event.timeUnixNano) ?? 0,
      attributes: decodeAttributes(event.attributes),
    });
  }
  return events;
}

function decodeLinks(list: unknown): SpanLink[] {
  const links: SpanLink[] = [];
  if (!Array.isArray(list)) return links;
  for (const link of list) {
    if (!isRecord(link)) continue;
    const traceId = decodeTraceId(link.traceId);
    const spanId = decodeSpanId(link.spanId);
    if (traceId !== null && spanId !== null)
      links.push({ traceId, spanId, attributes: decodeAttributes(link.attributes) });
  }
  return links;
}
