import { createServer, type Server } from 'node:http';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { type FieldError, RequestProblem, Unavailable } from './errors.ts';
import type { Logger } from './logger.ts';

/** Error details for HTTP APIs, media type `application/problem+json` (https://www.rfc-editor.org/rfc/rfc9457). */
export type Problem = {
  type: 'about:blank';
  title: string;
  status: number;
  detail: string;
  errors?: FieldError[];
  traceId?: string;
};

const BODY_LIMIT = '100kb';
const HEADER_LIMIT_BYTES = 64 * 1024; // an oversized baggage header must not cost the customer the order
const REQUEST_LIMIT_MS = 30_000;
const RETRY_AFTER_S = '2';
const IDLE_LOOK_MS = 20;

/** An Express app that reads JSON up to 100 kB and nothing else yet; add routes, then `addProblemHandlers`. */
export function createHttpApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.json({ limit: BODY_LIMIT, strict: false }));
  return app;
}

/** The id of the trace that this request belongs to; undefined where telemetry is off. */
export function currentTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}

/**
 * Adds what answers when no route did (404, or 405 with `Allow`) and when one threw. `send` writes the answer;
 * without it every problem is JSON. Only failures of ours (5xx) mark the span and are logged.
 */
export function addProblemHandlers(app: Express, logger: Logger, send = sendProblem): void {
  app.use((request, response) => {
    const allowed = allowedMethods(app, request.path);
    if (allowed.length > 0) response.set('Allow', allowed.join(', '));
    const problem = allowed.length
      ? new RequestProblem(405, `${request.method} is not possible here; ${allowed.join(', ')} is`)
      : new RequestProblem(404, `Nothing is at ${request.path}`);
    send(request, response, problemFrom(problem));
  });
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    const problem = problemFrom(error);
    if (problem.status >= 500) reportFailure(error, logger);
    if (response.headersSent) return next(error);
    if (problem.status === 503) response.set('Retry-After', RETRY_AFTER_S);
    send(request, response, problem);
  });
}

/** Writes a problem as `application/problem+json`. */
export function sendProblem(_request: Request, response: Response, problem: Problem): void {
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Starts listening; resolves with the server once it accepts connections, rejects when the port is taken. */
export function listen(app: Express, port: number, host: string): Promise<Server> {
  const server = createServer({ maxHeaderSize: HEADER_LIMIT_BYTES, requestTimeout: REQUEST_LIMIT_MS }, app);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

/** Stops accepting, lets running requests end, and drops keep-alive connections as they become idle. */
export function closeServer(server: Server): Promise<void> {
  // Node drops those that are idle now; one that answers its last request later would stay open until it times out.
  const timer = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
  return new Promise<void>((resolve) => {
    server.close(() => resolve());
  }).finally(() => clearInterval(timer));
}

function problemFrom(error: unknown): Problem {
  const traceId = currentTraceId();
  const status = statusOf(error);
  return {
    type: 'about:blank',
    title: TITLES[status] ?? 'Bad request',
    status,
    detail: detailOf(error, status),
    ...(error instanceof RequestProblem && error.errors.length > 0 ? { errors: error.errors } : {}),
    ...(traceId ? { traceId } : {}),
  };
}

const TITLES: Record<number, string> = {
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Body too large',
  415: 'Unsupported media type',
  422: 'Not acceptable as it is',
  500: 'Our fault',
  503: 'Not possible right now',
};

function statusOf(error: unknown): number {
  if (error instanceof RequestProblem) return error.status;
  if (error instanceof Unavailable) return 503;
  // What Express and its body parser throw for a bad request carries its own status.
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  return status >= 400 && status < 500 ? status : 500;
}

function detailOf(error: unknown, status: number): string {
  if (status === 500) return 'Something broke on our side. The trace id leads to the cause.';
  if (status === 503)
    return 'Part of the bookstore does not answer. Nothing was lost; please try again in a moment.';
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.parse.failed') return 'The body is not valid JSON';
  if (type === 'entity.too.large') return `The body is larger than ${BODY_LIMIT}`;
  return error instanceof Error ? error.message : String(error);
}

function reportFailure(error: unknown, logger: Logger): void {
  const span = trace.getActiveSpan();
  span?.recordException(error instanceof Error ? error : String(error));
  span?.setStatus({
    code: SpanStatusCode.ERROR,
    message: error instanceof Error ? error.message : String(error),
  });
  logger.error({ err: error }, 'request failed');
}

type RouteLayer = { match(path: string): boolean; route?: { methods: Record<string, boolean> } };

function allowedMethods(app: Express, path: string): string[] {
  const routes = (app.router.stack as unknown as RouteLayer[]).filter(
    (layer) => layer.route && layer.match(path),
  );
  const methods = new Set(routes.flatMap((layer) => Object.keys(layer.route?.methods ?? {})));
  if (methods.has('get')) methods.add('head'); // Express answers it by the same route
  return [...methods].map((method) => method.toUpperCase()).sort();
}
