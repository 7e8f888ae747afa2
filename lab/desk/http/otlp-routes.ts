import { type Request, type RequestHandler, Router } from 'express';
import type { Desk } from '../create-desk.ts';
import { decodeLogs } from '../otlp/decode-logs.ts';
import { decodeMetrics } from '../otlp/decode-metrics.ts';
import { decodeSpans } from '../otlp/decode-spans.ts';
import { isRecord } from '../otlp/is-record.ts';
import { type BodyReader, createBodyReader } from './create-body-reader.ts';
import { HttpProblem } from './http-problem.ts';
import { onlyMethods } from './only-methods.ts';
import { requirePlainJson } from './require-plain-json.ts';
import { unpackBody } from './unpack-body.ts';

const MAX_BODY_BYTES = 8 * 1048576;
const MAX_IN_FLIGHT_BYTES = 4 * MAX_BODY_BYTES;

type Refuse = (reason: string) => void;

/** The witness: OTLP/HTTP JSON for traces, logs and metrics. Unusable items are counted and answered as a partial success. */
export function otlpRoutes(desk: Desk): Router {
  const router = Router();
  const readBody = createBodyReader(MAX_BODY_BYTES, MAX_IN_FLIGHT_BYTES);
  const signal = (
    path: string,
    rejectedKey: string,
    take: (request: unknown, refuse: Refuse) => void,
  ): void => {
    router.post(path, receive(desk, readBody, rejectedKey, take)).all(path, onlyMethods('POST'));
  };
  signal('/v1/traces', 'rejectedSpans', (request, refuse) =>
    decodeSpans(request, (span) => desk.keepSpan(span), refuse),
  );
  signal('/v1/logs', 'rejectedLogRecords', (request, refuse) =>
    decodeLogs(request, (log) => desk.keepLog(log), refuse),
  );
  signal('/v1/metrics', 'rejectedDataPoints', (request, refuse) =>
    decodeMetrics(request, (point) => desk.keepPoint(point), refuse),
  );
  return router;
}

function receive(
  desk: Desk,
  readBody: BodyReader,
  rejectedKey: string,
  take: (request: unknown, refuse: Refuse) => void,
): RequestHandler {
  return async (request, response) => {
    requireJson(request);
    const encoding = request.get('content-encoding')?.trim().toLowerCase() || 'identity';
    const body = unpackBody(await readBody(request), encoding, MAX_BODY_BYTES);
    const reasons = new Map<string, number>();
    take(parseJson(body), (reason) => {
      desk.counters.refuse(reason);
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    });
    response.json(reasons.size === 0 ? {} : { partialSuccess: partialSuccess(rejectedKey, reasons) });
  };
}

function requireJson(request: Request): void {
  const type = request.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') return;
  const was = type === '' ? 'A request without Content-Type' : type;
  const message = `${was} is not taken here: the desk reads OTLP over HTTP as JSON. Set OTEL_EXPORTER_OTLP_PROTOCOL=http/json.`;
  throw new HttpProblem(
    415,
    type.includes('protobuf') ? 'content-type-protobuf' : 'content-type-wrong',
    message,
  );
}

function parseJson(body: Buffer): unknown {
  requirePlainJson(body);
  let request: unknown;
  try {
    request = JSON.parse(body.toString());
  } catch {
    throw new HttpProblem(400, 'body-not-json', 'The body is not valid JSON.');
  }
  if (isRecord(request)) return request;
  throw new HttpProblem(
    400,
    'body-not-otlp',
    'The body is JSON, but not an OTLP request: an object is expected.',
  );
}

/** OTLP's JSON mapping writes 64-bit integers as strings. */
function partialSuccess(rejectedKey: string, reasons: Map<string, number>): Record<string, string> {
  const total = [...reasons.values()].reduce((sum, count) => sum + count, 0);
  const errorMessage = [...reasons].map(([reason, count]) => `${reason}: ${count}`).join(', ');
  return { [rejectedKey]: String(total), errorMessage };
}
