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

export type ProblemKind =
  | 'no-spans'
  | 'missing-parent'
  | 'several-roots'
  | 'parent-cycle'
  | 'missing-service'
  | 'missing-consumer'
  | 'spans-dropped'
  | 'duplicate-span-id'
  | 'negative-duration'
  | 'clock-skew';

export interface Problem {
  kind: ProblemKind;
  message: string;
  spanIds: string[];
}

/** One line of the waterfall, in display order; `spanIndex` points into the trace's spans, for span ids that occur twice. */
export interface Row {
  spanId: string;
  spanIndex: number;
  depth: number;
  orphan: boolean;
  critical: boolean;
}

export interface TraceSummary {
  traceId: string;
  startMs: number;
  durationMs: number;
  service: string;
  name: string;
  services: string[];
  spanCount: number;
  errorCount: number;
  logCount: number;
  orderId: string | null;
  complete: boolean;
}

export interface TraceDetail {
  traceId: string;
  complete: boolean;
  updatedMs: number;
  spans: Span[];
  logs: Log[];
  problems: Problem[];
  rows: Row[];
}

/** Counts since the desk started; `held` is now, in estimated heap bytes. */
export interface DeskStatus {
  startedAt: string;
  shopUrl: string | null;
  received: { spans: number; logs: number; metricPoints: number };
  held: { traces: number; spans: number; logs: number; bytes: number; maxBytes: number };
  dropped: { spans: number; logs: number; metricSeries: number };
  refused: Record<string, number>;
}
