// What the desk says of the telemetry that it holds: traces as they are judged, listed and drawn.
import type { Log, Span, SpanKind } from './telemetry-types.ts';

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

/** A span that the tree of a checkout has and this trace has not, with its place in the waterfall. */
export interface Ghost {
  service: string;
  name: string;
  kind: SpanKind;
  /** The position among the rows of the span that it should hang below. */
  parentRow: number;
  /** The position among the rows that it should stand right before; `rows.length` for the end. */
  beforeRow: number;
  depth: number;
  /** Where such a span of the same order is instead; null when the desk holds none. */
  instead: SpanPlace | null;
}

/** Where a span is, and when it ran (epoch milliseconds). */
export interface SpanPlace {
  traceId: string;
  spanId: string;
  startMs: number;
  durationMs: number;
}

/** One line of a small waterfall: a span, or a ghost of one. */
export interface OutlineLine {
  depth: number;
  service: string;
  name: string;
  startMs: number;
  durationMs: number;
  error: boolean;
  orphan: boolean;
  /** Set for a span that is not here. */
  ghost: { instead: SpanPlace | null } | null;
}

/** A trace as a small waterfall shows it: its first lines only. */
export interface TraceOutline {
  traceId: string;
  service: string;
  name: string;
  complete: boolean;
  updatedMs: number;
  startMs: number;
  endMs: number;
  spanCount: number;
  lines: OutlineLine[];
}

/** The traces in which the rest of a checkout is that fell apart. */
export interface OtherTraces {
  orderId: string | null;
  traceIds: string[];
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
  ghosts: Ghost[];
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
