import { Router } from 'express';
import type { Desk } from '../create-desk.ts';
import { estimateLogBytes, estimateSpanBytes } from '../store/estimate-bytes.ts';
import type { HeldTrace } from '../store/trace-store.ts';
import type { Log, Span } from '../telemetry-types.ts';
import { describeTrace } from '../trace/describe-trace.ts';
import { findOtherTraces } from '../trace/find-other-traces.ts';
import { matchesSpan, type SpanFilter } from '../trace/matches-span.ts';
import { outlineTrace } from '../trace/outline-trace.ts';
import { summariseTrace } from '../trace/summarise-trace.ts';
import { traceAbsence } from '../trace/trace-absence.ts';
import type { TraceDetail, TraceSummary } from '../trace-views.ts';
import { HttpProblem } from './http-problem.ts';
import { onlyMethods } from './only-methods.ts';
import { parseQuery, querySchemas } from './parse-query.ts';
import { takeWithin } from './take-within.ts';

/** What pages, commands and checks ask: traces, spans, logs, metrics, counts, and the stream of changes. */
export function apiRoutes(desk: Desk): Router {
  const router = Router();
  router.get('/api/status', (_request, response) => void response.json(desk.status()));
  router.get('/api/traces', (request, response) => {
    const { limit, error, attribute, service, name } = parseQuery(querySchemas.traces, request.query);
    const traces = findTraces(desk, { service, name, attributes: attribute }, error === 'true', limit);
    response.json({ traces });
  });
  router.get('/api/traces/:traceId', (request, response) => {
    response.json(describe(desk, requireTrace(desk, request.params)));
  });
  router.get('/api/outlines', (request, response) => {
    const { traceId } = parseQuery(querySchemas.outlines, request.query);
    const held = traceId.flatMap((id) => desk.traces.get(id) ?? []);
    response.json({ outlines: held.map((trace) => outlineTrace(describe(desk, trace))) });
  });
  router.get('/api/traces/:traceId/others', (request, response) => {
    response.json(findOtherTraces(requireTrace(desk, request.params), desk.traces.newestFirst()));
  });
  router.get('/api/spans', (request, response) => {
    const { limit, attribute, service, name } = parseQuery(querySchemas.spans, request.query);
    response.json({ spans: findSpans(desk, { service, name, attributes: attribute }, limit) });
  });
  router.get('/api/logs', (request, response) => {
    const { traceId, service, limit } = parseQuery(querySchemas.logs, request.query);
    response.json({ logs: findLogs(desk, traceId, service, limit) });
  });
  router.get('/api/metrics', (request, response) => {
    const { name, service } = parseQuery(querySchemas.metrics, request.query);
    response.json({ metrics: desk.metrics.find(name, service) });
  });
  router.head('/api/events', (_request, response) => void response.type('text/event-stream').end());
  router.get('/api/events', (request, response) => {
    const { traceId = null, workbook } = parseQuery(querySchemas.events, request.query);
    if (desk.events.open(response, { traceId, workbook: workbook === 'true' })) return;
    throw new HttpProblem(503, 'busy', 'Too many pages listen already. Close some.', { 'Retry-After': '5' });
  });
  const paths = [
    '/api/status',
    '/api/traces',
    '/api/traces/:traceId',
    '/api/traces/:traceId/others',
    '/api/outlines',
    '/api/spans',
    '/api/logs',
    '/api/metrics',
    '/api/events',
  ];
  router.all(paths, onlyMethods('GET, HEAD'));
  return router;
}

/** The trace that the path names; throws HttpProblem 404 that says why it is not here. */
function requireTrace(desk: Desk, params: unknown): HeldTrace {
  const { traceId } = parseQuery(querySchemas.tracePath, params);
  const trace = desk.traces.get(traceId);
  const absence = traceAbsence(desk.traces, traceId);
  if (trace === undefined || absence !== null)
    throw new HttpProblem(404, absence?.reason ?? 'trace-unknown', absence?.detail ?? '');
  return trace;
}

function describe(desk: Desk, trace: HeldTrace): TraceDetail {
  return describeTrace(trace, () => desk.traces.newestFirst());
}

/** The newest traces with a span that matches (and, for `failed`, a span with status ERROR), the last one started first. */
function findTraces(desk: Desk, filter: SpanFilter, failed: boolean, limit: number): TraceSummary[] {
  const found: TraceSummary[] = [];
  for (const trace of desk.traces.newestFirst()) {
    if (found.length >= limit) break;
    if (failed && !trace.spans.some((span) => span.status === 'ERROR')) continue;
    if (!trace.spans.some((span) => matchesSpan(span, filter))) continue;
    const summary = summariseTrace(trace);
    if (summary !== undefined) found.push(summary);
  }
  return found.sort((a, b) => b.startMs - a.startMs);
}

function findSpans(desk: Desk, filter: SpanFilter, limit: number): Span[] {
  return takeWithin(matchingSpans(desk, filter), limit, estimateSpanBytes);
}

function* matchingSpans(desk: Desk, filter: SpanFilter): Generator<Span> {
  for (const trace of desk.traces.newestFirst()) {
    for (const span of trace.spans) if (matchesSpan(span, filter)) yield span;
  }
}

/** The newest log records, in the order of their time. */
function findLogs(
  desk: Desk,
  traceId: string | undefined,
  service: string | undefined,
  limit: number,
): Log[] {
  const logs =
    traceId === undefined
      ? [...desk.looseLogs.newestFirst(), ...desk.traces.newestFirst().flatMap((trace) => trace.logs)]
      : (desk.traces.get(traceId)?.logs ?? []);
  const wanted = logs.filter((log) => service === undefined || log.service === service);
  const newestFirst = wanted.sort((a, b) => b.timeMs - a.timeMs);
  return takeWithin(newestFirst, limit, estimateLogBytes).reverse();
}
