import { z } from 'zod';
import type { Log } from '../desk/telemetry-types.ts';
import { askStore, readAnswer } from './ask-store.ts';
import { type LogQuery, type LogStore, MOST_LINES, requireAll, type SearchLogql } from './log-store.ts';

const LOKI = { name: 'Loki', part: 'loki' } as const;
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

/** The Loki at `url`, by its HTTP API: https://grafana.com/docs/loki/latest/reference/loki-http-api/ */
export function lokiStore(url: string): LogStore & { logql: SearchLogql } {
  const read = async (logql: string, sinceMs: number, untilMs?: number) => {
    const { data } = await askStore(LOKI, rangeOf(url, logql, sinceMs, untilMs), streamsSchema);
    return requireAll(
      LOKI,
      data.result.flatMap(({ stream, values }) => values.map(([time, line]) => logOf(stream, time, line))),
    );
  };
  return {
    ...LOKI,
    findsWithinMs: 0,
    lines: (query) => read(logqlOf(query), query.sinceMs, query.untilMs),
    said: (query) => readAnswer(LOKI, rangeOf(url, logqlOf(query), query.sinceMs, query.untilMs)),
    attributeName,
    logql: (logql, sinceMs) => read(logql, sinceMs),
  };
}

/** Loki knows a name by letters, digits and `_`: whatever else is in it becomes `_`. */
function attributeName(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, '_');
}

/** The query in LogQL. A stream is chosen by a label, so where no service is named any will do. */
function logqlOf({ traceIds, service, attributes = {}, text }: LogQuery): string {
  return [
    service === undefined ? '{service_name=~".+"}' : `{service_name=${quoted(service)}}`,
    ...(text === undefined ? [] : [`|= ${quoted(text)}`]),
    ...(traceIds === undefined ? [] : [`| trace_id=~${quoted(traceIds.join('|') || 'none')}`]),
    ...Object.entries(attributes).map(([name, value]) => `| ${attributeName(name)}=${quoted(value)}`),
  ].join(' ');
}

function rangeOf(url: string, logql: string, sinceMs: number, untilMs = Date.now()): URL {
  const asked = new URL('/loki/api/v1/query_range', url);
  asked.search = new URLSearchParams({
    query: logql,
    start: `${Math.floor(sinceMs)}000000`,
    end: `${Math.ceil(untilMs)}000000`,
    limit: String(MOST_LINES),
    direction: 'forward',
  }).toString();
  return asked;
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

function quoted(text: string): string {
  return JSON.stringify(text);
}
