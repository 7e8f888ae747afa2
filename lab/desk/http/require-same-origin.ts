import type { RequestHandler } from 'express';
import { HttpProblem } from './http-problem.ts';
import { isLoopbackHost } from './require-loopback-host.ts';

/**
 * Answers 403 unless the request comes from a page of this very desk: Origin and Host name the same loopback address. A page
 * elsewhere can send requests here, but cannot choose its Origin.
 */
export const requireSameOrigin: RequestHandler = (request, _response, next) => {
  const host = request.get('host') ?? '';
  if (isLoopbackHost(host) && request.get('origin') === `http://${host}`) return next();
  throw new HttpProblem(
    403,
    'origin-foreign',
    'Only the desk’s own pages may ask for this. In a terminal: npx lab',
  );
};
