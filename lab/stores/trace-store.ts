import type { Span } from '../desk/telemetry-types.ts';
import type { BackendPartName } from '../engine/engine.ts';

/** What traces are looked for by. All that is named must hold; `attributes` and `status` of one span of the service and name. */
export type TraceQuery = {
  service?: string;
  /** The name of a span. */
  name?: string;
  attributes?: Readonly<Record<string, string>>;
  status?: 'ERROR';
  /** How long a span took at least, in milliseconds. */
  longerThanMs?: number;
  /** When the span began, epoch milliseconds. */
  sinceMs: number;
  untilMs?: number;
  /** Default: 20 traces. */
  limit?: number;
};

/** A span as it is stored, with the attributes of its resource that are text. */
export type StoredSpan = { span: Span; resource: Record<string, string> };

/** What a store does not give back as it was sent: a list comes as its JSON text, a link without its attributes. */
type Loss = 'lists' | 'link-attributes';

/** The TraceQL of Tempo (https://grafana.com/docs/tempo/latest/traceql/): the ids of the traces that a query finds, at most `limit` (20). */
export type SearchTraceql = (traceql: string, limit?: number) => Promise<string[]>;

/**
 * Where traces are stored, whichever product that is. Every call throws LabError when it does not answer within 10 s, or
 * answers something that this lab does not know.
 */
export type TraceStore = {
  /** As people call it: “Tempo”. */
  name: string;
  part: BackendPartName;
  loses: readonly Loss[];
  /** The spans of a trace as far as they are stored, each once, however often it was sent; none when it does not know the trace. */
  trace: (traceId: string) => Promise<StoredSpan[]>;
  /** The ids of the newest traces that a query finds. A store may find a trace some seconds after it has its spans. */
  find: (query: TraceQuery) => Promise<string[]>;
  /** What it says of a trace, as it says it: for what nobody should find in it. */
  said: (traceId: string) => Promise<string>;
  /** Undefined where the store has no TraceQL. */
  traceql?: SearchTraceql;
};

/** More look-ups at once than this fill a store's queue on a small machine. */
const AT_ONCE = 6;

/** The spans of a trace. Throws like the store. */
export async function readSpans(store: TraceStore, traceId: string): Promise<Span[]> {
  return (await store.trace(traceId)).map(({ span }) => span);
}

/** The stored spans of each of these traces, by trace id; none where the store does not know it. Throws like the store. */
export async function readTraces(
  store: TraceStore,
  traceIds: readonly string[],
): Promise<Map<string, Span[]>> {
  const open = [...traceIds];
  const found = new Map<string, Span[]>();
  const readOn = async () => {
    for (let traceId = open.pop(); traceId !== undefined; traceId = open.pop())
      found.set(traceId, await readSpans(store, traceId));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
  return found;
}
