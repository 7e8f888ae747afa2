import { askCollector, sumOf } from '../../stores/ask-collector.ts';
import { openStores } from '../../stores/open-stores.ts';
import { readSpans } from '../../stores/trace-store.ts';
import type { StoredConfig } from '../config.ts';
import type { HeldTrace } from '../store/trace-store.ts';
import type { Span } from '../telemetry-types.ts';
import { describeTrace } from '../trace/describe-trace.ts';
import type { TraceDetail } from '../trace-views.ts';
import { describeStored } from './describe-stored.ts';
import { judgeStored, type StoredFacts, type StoredState } from './judge-stored.ts';

/** What is stored of a trace, and how that stands to what was produced. */
export type StoredTrace = {
  /** As people call the stores. */
  stores: { traces: string; logs: string };
  state: StoredState;
  says: string;
  /** The trace as it is stored; null when nothing of it is. */
  trace: TraceDetail | null;
};

/** A service logs before its first span of a trace is begun, or its clock is a little off. */
const LOGS_BEFORE_MS = 60_000;
const DAY_MS = 86_400_000;
const TO_STORES = /^otlp_(grpc\/traces|http\/logs)$/;

/** Asks the stores for a trace that the desk holds, or no longer holds. Throws LabError when a store does not answer. */
export async function readStored(
  config: StoredConfig,
  traceId: string,
  held: HeldTrace | undefined,
): Promise<StoredTrace> {
  const stores = openStores(config.stores, config);
  const startMs = Math.min(...(held?.spans ?? []).map((span) => span.startMs));
  const sinceMs = Number.isFinite(startMs) ? startMs - LOGS_BEFORE_MS : Date.now() - DAY_MS;
  const [spans, logs] = await Promise.all([
    readSpans(stores.traces, traceId),
    stores.logs.lines({ traceIds: [traceId], sinceMs }),
  ]);
  const stored = new Set(spans.map(({ spanId }) => spanId));
  const facts: StoredFacts = {
    spans: held ? shared(held.spans, stored) : { produced: 0, stored: spans.length },
    lines: { produced: held?.logs.length ?? 0, stored: logs.length },
    quietMs: held ? Date.now() - held.updatedMs : null,
    collector: await askCollectors(config.collectors),
  };
  const state = judgeStored(facts);
  const trace = { traceId, spans, logs, droppedSpans: 0, updatedMs: Date.now() };
  return {
    stores: { traces: stores.traces.name, logs: stores.logs.name },
    state,
    says: describeStored(state, facts, stores.traces.name),
    trace: spans.length + logs.length > 0 ? describeTrace(trace) : null,
  };
}

function shared(produced: readonly Span[], stored: ReadonlySet<string>): StoredFacts['spans'] {
  return {
    produced: produced.length,
    stored: produced.filter(({ spanId }) => stored.has(spanId)).length,
  };
}

/** Null when one of them does not answer: then nothing is known of why. */
async function askCollectors(urls: readonly string[]): Promise<StoredFacts['collector']> {
  if (urls.length === 0) return null;
  const samples = await askCollector(urls).catch(() => null);
  if (!samples) return null;
  const delivering = samples.filter(({ labels }) => TO_STORES.test(labels.exporter ?? ''));
  return {
    samplesTails: samples.some(({ name }) => name.startsWith('processor_tail_sampling_')),
    queued: sumOf(delivering, /^exporter_queue_size$/),
    lost: sumOf(delivering, /^exporter_(send|enqueue)_failed_/),
  };
}
