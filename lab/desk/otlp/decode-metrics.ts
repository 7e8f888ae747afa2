import type { HistogramValue, MetricPoint, MetricType } from '../telemetry-types.ts';
import { cutText, MAX_NAME_LENGTH } from './cut-text.ts';
import { decodeAttributes } from './decode-attributes.ts';
import { decodeTimeMs } from './decode-time-ms.ts';
import { eachItem, type SignalShape } from './each-item.ts';
import { isRecord } from './is-record.ts';

const SHAPE: SignalShape = { resources: 'resourceMetrics', scopes: 'scopeMetrics', items: 'metrics' };
const TYPES: readonly MetricType[] = ['sum', 'gauge', 'histogram'];

/** One data point with all that identifies its series. */
export interface SeriesPoint {
  name: string;
  unit: string;
  type: MetricType;
  service: string;
  scope: string;
  point: MetricPoint;
}

/** Hands every usable data point of an OTLP/JSON metrics request to `keep`, and the reason for each unusable one to `refuse`. Never throws. */
export function decodeMetrics(
  request: unknown,
  keep: (point: SeriesPoint) => void,
  refuse: (reason: string) => void,
): void {
  eachItem(request, SHAPE, (item, service, scope) => {
    if (!isRecord(item) || typeof item.name !== 'string' || item.name === '')
      return refuse('metric-name-invalid');
    const type = TYPES.find((candidate) => isRecord(item[candidate]));
    const data = type && item[type];
    if (!type || !isRecord(data)) return refuse('metric-type-unsupported');
    const name = cutText(item.name, MAX_NAME_LENGTH);
    const unit = typeof item.unit === 'string' ? cutText(item.unit, MAX_NAME_LENGTH) : '';
    for (const raw of Array.isArray(data.dataPoints) ? data.dataPoints : []) {
      const point = decodePoint(raw, type);
      if (point === null) refuse('metric-point-invalid');
      else keep({ name, unit, type, service, scope, point });
    }
  });
}

function decodePoint(raw: unknown, type: MetricType): MetricPoint | null {
  if (!isRecord(raw)) return null;
  const timeMs = decodeTimeMs(raw.timeUnixNano);
  const value = type === 'histogram' ? decodeHistogram(raw) : decodeNumber(raw.asDouble ?? raw.asInt);
  if (timeMs === null || value === null) return null;
  return { attributes: decodeAttributes(raw.attributes), timeMs, value };
}

function decodeHistogram(raw: Record<string, unknown>): HistogramValue | null {
  const count = decodeNumber(raw.count);
  const bounds = decodeNumbers(raw.explicitBounds);
  const bucketCounts = decodeNumbers(raw.bucketCounts);
  if (count === null || bounds === null || bucketCounts === null) return null;
  const [sum, min, max] = [decodeNumber(raw.sum), decodeNumber(raw.min), decodeNumber(raw.max)];
  return { count, sum, min, max, bounds, bucketCounts };
}

/** An absent list is an empty one; a list with anything but numbers makes the point unusable. */
function decodeNumbers(list: unknown): number[] | null {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return null;
  const numbers = list.map(decodeNumber);
  return numbers.every((number) => number !== null) ? numbers : null;
}

/** 64-bit numbers come as strings or numbers; beyond 2^53 they lose their last digits. */
function decodeNumber(value: unknown): number | null {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
