import { z } from 'zod';
import { askStore, readAnswer } from './ask-store.ts';
import { decodeStored, tracesDataSchema } from './decode-stored.ts';
import { otlpJsonOfTempo } from './otlp-json-of-tempo.ts';
import type { SearchTraceql, TraceQuery, TraceStore } from './trace-store.ts';

const TEMPO = { name: 'Tempo', part: 'tempo' } as const;
const MOST_FOUND = 20;
const traceSchema = z.object({ trace: z.record(z.string(), z.unknown()).nullish() });
const searchSchema = z.object({ traces: z.array(z.object({ traceID: z.string() })).default([]) });

/** The Tempo at `url`, by its HTTP API: https://grafana.com/docs/tempo/latest/api_docs/ */
export function tempoStore(url: string): TraceStore & { traceql: SearchTraceql } {
  const traceAt = (traceId: string) => new URL(`/api/v2/traces/${traceId}`, url);
  const search = async (q: string, limit = MOST_FOUND, span?: { start: string; end: string }) => {
    const asked = new URL('/api/search', url);
    asked.search = new URLSearchParams({ q, limit: String(limit), ...span }).toString();
    const { traces } = await askStore(TEMPO, asked, searchSchema);
    // Tempo leaves leading zeros out.
    return traces.map(({ traceID }) => traceID.padStart(32, '0'));
  };
  return {
    ...TEMPO,
    loses: [],
    trace: async (traceId) => {
      const { trace } = await askStore(TEMPO, traceAt(traceId), traceSchema);
      return decodeStored(tracesDataSchema.parse(otlpJsonOfTempo(trace ?? {})));
    },
    find: (query) => search(traceqlOf(query), query.limit, timesOf(query)),
    said: (traceId) => readAnswer(TEMPO, traceAt(traceId)),
    traceql: (traceql, limit) => search(traceql, limit),
  };
}

/** The query in TraceQL: all conditions on one span. */
function traceqlOf({ service, name, attributes = {}, status, longerThanMs }: TraceQuery): string {
  const conditions = [
    ...(service === undefined ? [] : [`resource.service.name = ${quoted(service)}`]),
    ...(name === undefined ? [] : [`name = ${quoted(name)}`]),
    ...Object.entries(attributes).map(([key, value]) => `span.${quoted(key)} = ${quoted(value)}`),
    ...(status === undefined ? [] : ['status = error']),
    ...(longerThanMs === undefined ? [] : [`duration > ${longerThanMs}ms`]),
  ];
  return `{ ${conditions.join(' && ')} }`;
}

function timesOf({ sinceMs, untilMs = Date.now() + 1_000 }: TraceQuery) {
  return { start: String(Math.floor(sinceMs / 1_000)), end: String(Math.ceil(untilMs / 1_000)) };
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
