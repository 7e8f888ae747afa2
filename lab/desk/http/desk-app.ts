import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { StoredConfig } from '../config.ts';
import type { Desk } from '../create-desk.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { apiRoutes } from './api-routes.ts';
import { HttpProblem } from './http-problem.ts';
import { INLINE_SOURCE } from './inline-script.ts';
import { otlpRoutes } from './otlp-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { requireLoopbackHost } from './require-loopback-host.ts';
import { storedRoutes } from './stored-routes.ts';
import { workbookRoutes } from './workbook-routes.ts';

const OWN = ["'self'"];
const NONE = ["'none'"];

/** What the desk's HTTP side is given; `hostNames`: answer only requests that name this machine or one of these; null: answer all. */
export type DeskParts = {
  desk: Desk;
  workbook: Workbook;
  logger: Logger;
  hostNames: string[] | null;
  /** The repository that the chapters are in. */
  root: string;
  /** Where what is produced is stored; null where nothing is. */
  stored: StoredConfig | null;
};

/** The desk's HTTP side: the witness, what pages ask, and the pages. */
export function deskApp({ desk, workbook, logger, hostNames, root, stored }: DeskParts): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(securityHeaders());
  if (hostNames) app.use(requireLoopbackHost(hostNames));
  app.get(['/healthz', '/readyz'], (_request, response) => void response.json({ status: 'ok' }));
  app.use(otlpRoutes(desk), apiRoutes(desk), storedRoutes(desk, stored));
  app.use(workbookRoutes(workbook), pageRoutes(root));
  app.use((request) => {
    throw new HttpProblem(404, 'path-unknown', `There is nothing at ${request.path}.`);
  });
  app.use(answerProblem(desk, logger));
  return app;
}

/** Pages may load only what the desk serves; plain HTTP on loopback stays plain HTTP. */
function securityHeaders(): express.RequestHandler {
  return helmet({
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: NONE,
        scriptSrc: [...OWN, INLINE_SOURCE],
        styleSrc: OWN,
        imgSrc: OWN,
        connectSrc: OWN,
        baseUri: NONE,
        formAction: NONE,
        frameAncestors: NONE,
      },
    },
  });
}

/** Every error ends here, as problem+json; only the unexpected ones are logged. */
function answerProblem(desk: Desk, logger: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    const problem = toProblem(error);
    if (problem.status >= 500 && !(error instanceof HttpProblem))
      logger.error({ err: error }, 'request failed');
    if (request.path.startsWith('/v1/')) desk.counters.refuse(problem.reason);
    if (response.headersSent) return next(error);
    problem.send(response);
  };
}

function toProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (status >= 400 && status < 500)
    return new HttpProblem(status === 404 ? 404 : 400, 'request-wrong', 'The request cannot be read.');
  return new HttpProblem(500, 'desk-failed', 'The desk failed on this request; its log says why.');
}
