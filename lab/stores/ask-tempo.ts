import { z } from 'zod';
import { isSameSpan } from '../desk/is-same-span.ts';
import { decodeSpans } from '../desk/otlp/decode-spans.ts';
import type { Span } from '../desk/telemetry-types.ts';
import { askStore } from './ask-store.ts';
import { otlpJsonOfTempo } from './otlp-json-of-tempo.ts';

const traceSchema = z.object({ trace: z.record(z.string(), z.unknown()).nullish() });
const searchSchema = z.object({
  traces: z
    .array(
      z.object({
        traceID: z.string(),
        rootServiceName: z.string().default(''),
        rootTraceName: z.string().default(''),
        durationMs: z.number().default(0),
      }),
    )
    .default([]),
});

export type FoundTrace = { traceId: string; service: string; name: string; durationMs: number };

/** A client of the Tempo at `url`. Its calls throw LabError when Tempo does not answer. */
export function askTempo(url: string) {
  return {
    /** The spans of a trace as far as they are stored, each once, however often it was sent; none when Tempo does not know it. */
    trace: async (traceId: string): Promise<Span[]> => {
      const { trace } = await askStore('tempo', new URL(`/api/v2/traces/${traceId}`, url), traceSchema);
      const spans: Span[] = [];
      decodeSpans(
        otlpJsonOfTempo(trace ?? {}),
        (span) => {
          if (!spans.some((held) => isSameSpan(held, span))) spans.push(span);
        },
        () => {},
      );
      return spans;
    },
    /** Traces that a TraceQL query finds, at most `limit`. A trace is found once it has been quiet for some seconds. */
    search: async (traceql: string, limit = 20): Promise<FoundTrace[]> => {
      const asked = new URL('/api/search', url);
      asked.search = new URLSearchParams({ q: traceql, limit: String(limit) }).toString();
      const { traces } = await askStore('tempo', asked, searchSchema);
      return traces.map(({ traceID, rootServiceName, rootTraceName, durationMs }) => ({
        // Tempo leaves leading zeros out.
        traceId: traceID.padStart(32, '0'),
        service: rootServiceName,
        name: rootTraceName,
        durationMs,
      }));
    },
  };
}
