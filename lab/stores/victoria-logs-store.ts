import { z } from 'zod';
import type { Log } from '../desk/telemetry-types.ts';
import { parseAnswer, readAnswer } from './ask-store.ts';
import { type LogQuery, type LogStore, MOST_LINES, requireAll } from './log-store.ts';

const VICTORIA_LOGS = { name: 'VictoriaLogs', part: 'victoria-logs' } as const;
/** It gathers lines for a second before a search sees them. */
const FINDS_WITHIN_MS = 1_500;
const lineSchema = z.record(z.string(), z.string());
const timeSchema = z.object({ _time: z.iso.datetime() });

/** The VictoriaLogs at `url`, by its HTTP API: https://docs.victoriametrics.com/victorialogs/querying/ */
export function victoriaLogsStore(url: string): LogStore {
  return {
    ...VICTORIA_LOGS,
    findsWithinMs: FINDS_WITHIN_MS,
    lines: async (query) => {
      const asked = queryOf(url, query);
      const answer = await readAnswer(VICTORIA_LOGS, asked);
      const lines = answer.split('\n').filter((line) => line !== '');
      return requireAll(
        VICTORIA_LOGS,
        lines.map((line) => logOf(parseAnswer(VICTORIA_LOGS, asked, line, lineSchema.and(timeSchema)))),
      );
    },
    said: (query) => readAnswer(VICTORIA_LOGS, queryOf(url, query)),
    attributeName: (name) => name,
  };
}

function queryOf(url: string, query: LogQuery): URL {
  const asked = new URL('/select/logsql/query', url);
  asked.search = new URLSearchParams({
    query: logsqlOf(query),
    start: new Date(Math.floor(query.sinceMs)).toISOString(),
    end: new Date(Math.ceil(query.untilMs ?? Date.now())).toISOString(),
    limit: String(MOST_LINES),
  }).toString();
  return asked;
}

/** The query in LogsQL: https://docs.victoriametrics.com/victorialogs/logsql/ */
function logsqlOf({ traceIds, service, attributes = {}, text }: LogQuery): string {
  const conditions = [
    ...(service === undefined ? [] : [equals('service.name', service)]),
    ...(text === undefined ? [] : [`_msg:~${quoted(RegExp.escape(text))}`]),
    ...(traceIds === undefined ? [] : [`trace_id:in(${traceIds.map(quoted).join(', ')})`]),
    ...Object.entries(attributes).map(([name, value]) => equals(name, value)),
  ];
  return conditions.join(' ') || '*';
}

function equals(name: string, value: string): string {
  return `${quoted(name)}:=${quoted(value)}`;
}

function logOf(line: Record<string, string>): Log {
  const {
    _time = '',
    _msg = '',
    _stream,
    _stream_id,
    trace_id,
    span_id,
    severity_text,
    ...attributes
  } = line;
  return {
    timeMs: timeMsOf(_time),
    service: attributes['service.name'] ?? 'unknown_service',
    severity: severity_text ?? '',
    body: _msg,
    traceId: trace_id || null,
    spanId: span_id || null,
    attributes,
  };
}

/** Nanoseconds are kept as a fraction of a millisecond, as far as a number can. */
function timeMsOf(time: string): number {
  const fraction = /\.(\d+)Z$/.exec(time)?.[1] ?? '';
  return Date.parse(time.replace(/\.\d+Z$/, 'Z')) + Number(`0.${fraction || 0}`) * 1_000;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
