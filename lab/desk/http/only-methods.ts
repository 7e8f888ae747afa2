import type { RequestHandler } from 'express';
import { HttpProblem } from './http-problem.ts';

/** Answers whatever gets here with 405 and the methods that the path does take, e.g. `GET, HEAD`. */
export function onlyMethods(allow: string): RequestHandler {
  return (request) => {
    throw new HttpProblem(405, 'method-wrong', `${request.path} takes ${allow} only.`, { Allow: allow });
  };
}
