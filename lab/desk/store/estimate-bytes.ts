import type { Attributes, AttributeValue, Log, Span } from '../telemetry-types.ts';

/** Fixed heap cost of one held object, measured with Node 24 (see test/unit/desk-estimate-bytes.test.ts). */
const SPAN_BYTES = 260;
const LOG_BYTES = 180;
const ITEM_BYTES = 150;
const OWN_KEY_BYTES = 200;

const SHORT_TEXT = 32;
const MAX_SHARED_KEYS = 1_000;
const MAX_SHARED_KEY_LENGTH = 200;
const sharedKeys = new Set<string>();

/** Heap bytes one held span takes, within about a quarter of the truth. */
export function estimateSpanBytes(span: Span): number {
  let bytes =
    SPAN_BYTES + span.name.length + span.statusMessage.length + estimateAttributesBytes(span.attributes);
  if (span.instance) bytes += estimateTextBytes(span.instance);
  for (const event of span.events)
    bytes += ITEM_BYTES + event.name.length + estimateAttributesBytes(event.attributes);
  for (const link of span.links) bytes += ITEM_BYTES + estimateAttributesBytes(link.attributes);
  return bytes;
}

/** Heap bytes one held log record takes, within about a quarter of the truth. */
export function estimateLogBytes(log: Log): number {
  return LOG_BYTES + estimateValueBytes(log.body) + estimateAttributesBytes(log.attributes);
}

/** Heap bytes one set of attributes takes, within about a quarter of the truth for ordinary telemetry. */
export function estimateAttributesBytes(attributes: Attributes): number {
  let bytes = 56;
  for (const key in attributes) bytes += estimateKeyBytes(key) + estimateValueBytes(attributes[key] ?? null);
  return bytes;
}

/** Telemetry repeats a few hundred keys, which all spans share. Made-up keys cost a string and a hidden class each. */
function estimateKeyBytes(key: string): number {
  if (sharedKeys.has(key)) return 8;
  if (sharedKeys.size < MAX_SHARED_KEYS && key.length <= MAX_SHARED_KEY_LENGTH) sharedKeys.add(key);
  return OWN_KEY_BYTES + 2 * key.length;
}

function estimateValueBytes(value: AttributeValue): number {
  if (typeof value === 'string') return estimateTextBytes(value);
  if (typeof value !== 'object' || value === null) return 8;
  if (!Array.isArray(value)) return estimateAttributesBytes(value);
  let bytes = 32;
  for (const item of value) bytes += 8 + estimateValueBytes(item);
  return bytes;
}

/** Texts beyond Latin-1 take two bytes a character; in short ones that does not matter. */
function estimateTextBytes(text: string): number {
  return 24 + (text.length > SHORT_TEXT ? Buffer.byteLength(text) : text.length);
}
