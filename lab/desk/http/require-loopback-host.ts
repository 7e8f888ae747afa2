import type { RequestHandler } from 'express';
import { HttpProblem } from './http-problem.ts';

const LOOPBACK_HOST = /^(([a-z0-9-]+\.)*localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** True when a Host header, with or without a port, names this machine by its loopback address. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOST.test(host);
}

/**
 * Answers 403 when the Host header names anything but this machine, or one of the names `besides`. A web page elsewhere
 * can point its own name at 127.0.0.1 (DNS rebinding) and would otherwise read every trace through the learner's browser.
 */
export function requireLoopbackHost(besides: string[]): RequestHandler {
  return (request, _response, next) => {
    const host = request.get('host') ?? '';
    if (isLoopbackHost(host) || besides.includes(host.replace(/:\d{1,5}$/, ''))) return next();
    throw new HttpProblem(
      403,
      'host-not-loopback',
      'This desk listens on loopback: open it as http://127.0.0.1 or http://localhost.',
    );
  };
}
