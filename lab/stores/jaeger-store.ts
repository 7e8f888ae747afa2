import { z } from 'zod';
import { askStore, parseAnswer, readIfThere } from './ask-store.ts';
import { decodeStored, tracesDataSchema } from './decode-stored.ts';
import type { StoredSpan, TraceQuery, TraceStore } from './trace-store.ts';

const JAEGER = { name: 'Jaeger', part: 'jaeger' } as const;
const MOST_FOUND = 20;
/** Jaeger looks for traces of one service at a time, and finds some that do not hold all: more than asked for. */
const LOOK_AT = 100;
/** Badger adds it to every link. */
const ADDED_TO_LINKS = 'opentracing.ref_type';

const traceSchema = z.object({ result: tracesDataSchema });
const servicesSchema = z.object({ services: z.array(z.string()).nullish() });
const searchSchema = z.object({
  data: z
    .array(z.object({ traceID: z.string(), spans: z.array(z.object({ startTime: z.number() })) }))
    .nullish(),
});

/**
 * The Jaeger at `url`: a trace by its query API (/api/v3, which answers in OTLP), a search by the older one of its own pages
 * (/api/traces), since v3 leaves attributes out: https://www.jaegertracing.io/docs/latest/architecture/apis/
 */
export function jaegerStore(url: string): TraceStore {
  const traceAt = (traceId: string) => new URL(`/api/v3/traces/${traceId}`, url);
  const readTrace = async (traceId: string) => {
    const text = await readIfThere(JAEGER, traceAt(traceId));
    if (text === undefined) return [];
    const { result } = parseAnswer(JAEGER, traceAt(traceId), text, traceSchema);
    return decodeStored(result).map(withoutAdded);
  };
  const services = async () => {
    const answer = await askStore(JAEGER, new URL('/api/v3/services', url), servicesSchema);
    return answer.services ?? [];
  };
  return {
    ...JAEGER,
    // Badger keeps spans in Jaeger's older model.
    loses: ['lists', 'link-attributes'],
    trace: readTrace,
    find: async (query) => {
      const asked = query.service === undefined ? await services() : [query.service];
      const found = await Promise.all(asked.map((service) => search(url, service, query)));
      const newest = [...new Map(found.flat()).entries()].sort(([, one], [, other]) => other - one);
      return firstOf(newest.map(([traceId]) => traceId).values(), query, readTrace);
    },
    said: async (traceId) => (await readIfThere(JAEGER, traceAt(traceId))) ?? '',
  };
}

/** Ids of traces that may be meant, each with the start of its last span, in microseconds. */
async function search(url: string, service: string, query: TraceQuery): Promise<[string, number][]> {
  const asked = new URL('/api/traces', url);
  asked.search = new URLSearchParams({
    service,
    start: String(Math.floor(query.sinceMs * 1_000)),
    end: String(Math.ceil((query.untilMs ?? Date.now()) * 1_000)),
    limit: String(LOOK_AT),
    ...(query.name === undefined ? {} : { operation: query.name }),
    ...(query.longerThanMs === undefined ? {} : { minDuration: `${query.longerThanMs}ms` }),
    ...(query.attributes === undefined ? {} : { tags: JSON.stringify(query.attributes) }),
  }).toString();
  const { data } = await askStore(JAEGER, asked, searchSchema);
  return (data ?? []).map(({ traceID, spans }) => [
    traceID.padStart(32, '0'),
    Math.max(...spans.map(({ startTime }) => startTime)),
  ]);
}

/** As many of these as are wanted, of those that have a span of which all holds. */
async function firstOf(
  traceIds: Iterable<string>,
  query: TraceQuery,
  readTrace: (traceId: string) => Promise<StoredSpan[]>,
): Promise<string[]> {
  const meant: string[] = [];
  for (const traceId of traceIds) {
    if (meant.length >= (query.limit ?? MOST_FOUND)) break;
    if ((await readTrace(traceId)).some((stored) => isMeant(stored, query))) meant.push(traceId);
  }
  return meant;
}

function isMeant({ span }: StoredSpan, query: TraceQuery): boolean {
  const { service, name, attributes = {}, status, longerThanMs = -1 } = query;
  return (
    (service === undefined || span.service === service) &&
    (name === undefined || span.name === name) &&
    Object.entries(attributes).every(([key, value]) => String(span.attributes[key]) === value) &&
    (status === undefined || span.status === status) &&
    span.durationMs > longerThanMs
  );
}

function withoutAdded({ span, resource }: StoredSpan): StoredSpan {
  const links = span.links.map((link) => {
    const { [ADDED_TO_LINKS]: _added, ...attributes } = link.attributes;
    return { ...link, attributes };
  });
  return { span: { ...span, links }, resource };
}
