/** A decoded attribute value. 64-bit integers beyond 2^53 stay strings; bytes become `base64:...`; NaN and Infinity become strings. */
export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | AttributeValue[]
  | { [key: string]: AttributeValue };
export type Attributes = Record<string, AttributeValue>;

export type SpanKind = 'INTERNAL' | 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER';
export type SpanStatus = 'UNSET' | 'OK' | 'ERROR';

export interface SpanEvent {
  name: string;
  timeMs: number;
  attributes: Attributes;
}

export interface SpanLink {
  traceId: string;
  spanId: string;
  attributes: Attributes;
}

/** Times are epoch milliseconds with a fraction; a duration may be negative when the sender's clock stepped back. */
export interface Span {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  service: string;
  /** Which of the service's processes sent it, by its own word. */
  instance?: string;
  name: string;
  kind: SpanKind;
  startMs: number;
  durationMs: number;
  status: SpanStatus;
  statusMessage: string;
  attributes: Attributes;
  events: SpanEvent[];
  links: SpanLink[];
}

export interface Log {
  timeMs: number;
  service: string;
  severity: string;
  body: AttributeValue;
  traceId: string | null;
  spanId: string | null;
  attributes: Attributes;
}

export type MetricType = 'sum' | 'gauge' | 'histogram';

export interface HistogramValue {
  count: number;
  sum: number | null;
  min: number | null;
  max: number | null;
  bounds: number[];
  bucketCounts: number[];
}

export interface MetricPoint {
  attributes: Attributes;
  timeMs: number;
  value: number | HistogramValue;
}

/** The latest point of every series of one metric of one service. */
export interface Metric {
  name: string;
  unit: string;
  type: MetricType;
  service: string;
  points: MetricPoint[];
}
