import type { DeskLimits } from '../desk-limits.ts';
import { isSameSpan } from '../is-same-span.ts';
import type { Log, Span } from '../telemetry-types.ts';
import type { DeskCounters } from './desk-counters.ts';
import { estimateLogBytes, estimateSpanBytes } from './estimate-bytes.ts';

/** Map entry, two arrays and the id of one trace. */
const TRACE_BYTES = 400;
/** How many ids of pushed-out traces are remembered, to answer "it was dropped" instead of "unknown". */
const REMEMBERED_IDS = 20_000;

/** A trace with the logs that carry its id; `droppedSpans` did not fit into the limits of one trace. */
export interface HeldTrace {
  traceId: string;
  spans: Span[];
  logs: Log[];
  bytes: number;
  updatedMs: number;
  droppedSpans: number;
}

/** The newest traces in bounded memory: the trace that was first seen longest ago goes out first. */
export class TraceStore {
  readonly #traces = new Map<string, HeldTrace>();
  readonly #droppedIds = new Set<string>();
  readonly #limits: DeskLimits;
  readonly #counters: DeskCounters;
  readonly #onChange: (traceId: string) => void;
  readonly #held = { traces: 0, spans: 0, logs: 0, bytes: 0 };

  constructor(limits: DeskLimits, counters: DeskCounters, onChange: (traceId: string) => void) {
    this.#limits = limits;
    this.#counters = counters;
    this.#onChange = onChange;
  }

  /** What is held now: counts, and the estimated heap bytes. */
  get held(): Readonly<{ traces: number; spans: number; logs: number; bytes: number }> {
    return this.#held;
  }

  /** Keeps a span, or counts it as dropped or, when an exporter sent it twice, as refused. */
  addSpan(span: Span): void {
    const trace = this.#open(span.traceId);
    if (trace?.spans.some((held) => isSameSpan(held, span))) {
      this.#counters.refuse('span-sent-twice');
      return;
    }
    const bytes = estimateSpanBytes(span);
    if (trace === null || trace.spans.length >= this.#limits.spansPerTrace || !this.#fits(trace, bytes)) {
      this.#counters.dropped.spans += 1;
      if (trace !== null) trace.droppedSpans += 1;
      return;
    }
    trace.spans.push(span);
    this.#held.spans += 1;
    this.#grow(trace, bytes);
  }

  /** Keeps a log record of this trace, or counts it as dropped. */
  addLog(log: Log, traceId: string): void {
    const trace = this.#open(traceId);
    const bytes = estimateLogBytes(log);
    if (trace === null || trace.logs.length >= this.#limits.logsPerTrace || !this.#fits(trace, bytes)) {
      this.#counters.dropped.logs += 1;
      return;
    }
    trace.logs.push(log);
    this.#held.logs += 1;
    this.#grow(trace, bytes);
  }

  /** The trace, or undefined when it never came or was pushed out. */
  get(traceId: string): HeldTrace | undefined {
    return this.#traces.get(traceId);
  }

  /** True when the trace was here and had to make room for newer ones. */
  wasDropped(traceId: string): boolean {
    return this.#droppedIds.has(traceId);
  }

  /** All held traces, the last one seen first. */
  newestFirst(): HeldTrace[] {
    return [...this.#traces.values()].reverse();
  }

  /** The trace to add to; null when it was pushed out before, because its rest alone would look like a broken trace. */
  #open(traceId: string): HeldTrace | null {
    const known = this.#traces.get(traceId);
    if (known !== undefined) return known;
    if (this.#droppedIds.has(traceId)) return null;
    const trace = { traceId, spans: [], logs: [], bytes: 0, updatedMs: 0, droppedSpans: 0 };
    this.#traces.set(traceId, trace);
    this.#grow(trace, TRACE_BYTES);
    return trace;
  }

  #fits(trace: HeldTrace, bytes: number): boolean {
    return trace.bytes + bytes <= this.#limits.bytesPerTrace;
  }

  #grow(trace: HeldTrace, bytes: number): void {
    trace.bytes += bytes;
    trace.updatedMs = Date.now();
    this.#held.bytes += bytes;
    this.#held.traces = this.#traces.size;
    while (this.#held.bytes > this.#limits.traceBytes || this.#traces.size > this.#limits.traces)
      this.#dropOldest();
    this.#onChange(trace.traceId);
  }

  #dropOldest(): void {
    const [oldest] = this.#traces.values();
    if (oldest === undefined) return;
    this.#traces.delete(oldest.traceId);
    this.#held.traces = this.#traces.size;
    this.#held.spans -= oldest.spans.length;
    this.#held.logs -= oldest.logs.length;
    this.#held.bytes -= oldest.bytes;
    this.#counters.dropped.spans += oldest.spans.length;
    this.#counters.dropped.logs += oldest.logs.length;
    this.#droppedIds.add(oldest.traceId);
    const [forgotten] = this.#droppedIds;
    if (this.#droppedIds.size > REMEMBERED_IDS && forgotten !== undefined) this.#droppedIds.delete(forgotten);
  }
}
