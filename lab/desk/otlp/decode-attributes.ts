import type { Attributes, AttributeValue } from '../telemetry-types.ts';
import { cutText, MAX_VALUE_LENGTH } from './cut-text.ts';
import { isRecord } from './is-record.ts';

/** Deeper nesting is cut, so that neither this decoder nor JSON.stringify can run out of stack on hostile input. */
const MAX_DEPTH = 16;

/** Decodes an OTLP KeyValue list; entries without a string key are left out. Never throws. */
export function decodeAttributes(list: unknown, depth = 0): Attributes {
  const attributes: Attributes = {};
  if (!Array.isArray(list)) return attributes;
  for (const entry of list) {
    if (!isRecord(entry) || typeof entry.key !== 'string') continue;
    const value = decodeValue(entry.value, depth);
    // A plain assignment to "__proto__" would replace the object's prototype.
    if (entry.key === '__proto__') Object.defineProperty(attributes, entry.key, { value, enumerable: true });
    else attributes[entry.key] = value;
  }
  return attributes;
}

/** Decodes one OTLP AnyValue. Never throws: what is not an AnyValue becomes null. */
export function decodeValue(value: unknown, depth = 0): AttributeValue {
  if (!isRecord(value)) return null;
  if (typeof value.stringValue === 'string') return cutText(value.stringValue, MAX_VALUE_LENGTH);
  if (value.intValue !== undefined) return decodeInteger(value.intValue);
  if (typeof value.boolValue === 'boolean') return value.boolValue;
  if (value.doubleValue !== undefined) return decodeDouble(value.doubleValue);
  if (typeof value.bytesValue === 'string') return cutText(`base64:${value.bytesValue}`, MAX_VALUE_LENGTH);
  return decodeContainer(value, depth);
}

function decodeContainer(value: Record<string, unknown>, depth: number): AttributeValue {
  const { arrayValue, kvlistValue } = value;
  if (depth >= MAX_DEPTH) return '(nested too deeply)';
  if (isRecord(arrayValue)) {
    return Array.isArray(arrayValue.values)
      ? arrayValue.values.map((item) => decodeValue(item, depth + 1))
      : [];
  }
  return isRecord(kvlistValue) ? decodeAttributes(kvlistValue.values, depth + 1) : null;
}

function decodeInteger(value: unknown): AttributeValue {
  if (typeof value === 'number') return decodeDouble(value);
  if (typeof value !== 'string' || !/^-?\d{1,20}$/.test(value)) return null;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** JSON has no NaN or Infinity: OTLP sends them as strings, and so does the desk. */
function decodeDouble(value: unknown): AttributeValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? value : null;
}
