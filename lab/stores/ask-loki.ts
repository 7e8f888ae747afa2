import { z } from 'zod';
import type { Log } from '../desk/telemetry-types.ts';
import { askStore } from './ask-store.ts';

const MOST_LINES = 5_000;
const streamsSchema = z.object({
  data: z.object({
    result: z.array(
      z.object({
        stream: z.record(z.string(), z.string()),
        values: z.array(z.tuple([z.string(), z.string()]).rest(z.unknown())),
      }),
    ),
  }),
});

/** A client of the Loki at `url`. Its calls throw LabError when Loki does not answer. */
export function askLoki(url: string) {
  return {
    /** Log lines of a LogQL query, oldest first; times in epoch milliseconds. Attribute names have `_` for every dot. */
    lines: async (logql: string, sinceMs: number, untilMs = Date.now()): Promise<Log[]> => {
      const asked = new URL('/loki/api/v1/query_range', url);
      asked.search = new URLSearchParams({
        query: logql,
        start: `${Math.floor(sinceMs)}000000`,
        end: `${Math.ceil(untilMs)}000000`,
        limit: String(MOST_LINES),
        direction: 'forward',
      }).toString();
      const { data } = await askStore('loki', asked, streamsSchema);
      return data.result
        .flatMap(({ stream, values }) => values.map(([time, line]) => logOf(stream, time, line)))
        .sort((a, b) => a.timeMs - b.timeMs);
    },
  };
}

function logOf(stream: Record<string, string>, timeNs: string, body: string): Log {
  return {
    timeMs: Number(timeNs.slice(0, -3)) / 1_000,
    service: stream.service_name ?? 'unknown_service',
    severity: stream.severity_text ?? '',
    body,
    traceId: stream.trace_id ?? null,
    spanId: stream.span_id ?? null,
    attributes: stream,
  };
}
