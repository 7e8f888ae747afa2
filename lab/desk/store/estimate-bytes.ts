import type { Attributes, AttributeValue, Log, Span } from '../telemetry-types.ts';

/** Fixed heap cost of one held object, measured with Node 24 (see test/unit/desk-estimate-bytes.test.ts). */
const SPAN_BYTES = 260;
const LOG_BYTES = 180;
const ITEM_BYTES = 150;

/** Heap bytes one held span takes, within about a quarter of the truth. */
export function estimateSpanBytes(span: Span): number {
  let bytes =
    SPAN_BYTES + span.name.length + span.statusMessage.length + estimateAttributesBytes(span.attributes);
  for (const event of span.events)
    bytes += ITEM_BYTES + event.name.length + estimateAttributesBytes(event.attributes);
  for (const link of span.links) bytes += ITEM_BYTES + estimateAttributesBytes(link.attributes);
  return bytes;
}

/** Heap bytes one held log record takes, within about a quarter of the truth. */
export function estimateLogBytes(log: Log): number {
  return LOG_BYTES + estimateValueBytes(log.body) + estimateAttributesBytes(log.attributes);
}

/** Heap bytes one set of attributes takes; keys are shared between spans and therefore not counted in full. */
export function estimateAttributesBytes(attributes: Attributes): number {
  let bytes = 56;
  for (const key in attributes) bytes += 8 + estimateValueBytes(attributes[key] ?? null);
  return bytes;
}

function estimateValueBytes(value: AttributeValue): number {
  if (typeof value === 'string') return 24 + value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (!Array.isArray(value)) return estimateAttributesBytes(value);
  let bytes = 32;
  for (const item of value) bytes += 8 + estimateValueBytes(item);
  return bytes;
}
