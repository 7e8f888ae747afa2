import { isSpanContextValid, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

// Everything comes from the shop itself: no inline code or style, no other origin, no framing.
const setSecurityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false, // the lab speaks plain HTTP on loopback
});

/**
 * Sets what every answer carries: security headers, `Cache-Control`, and the request's own trace in `traceresponse`
 * (https://w3c.github.io/trace-context/#traceresponse-header); that one is absent where telemetry is off.
 */
export const setAnswerHeaders: RequestHandler = (request, response, next) => {
  const span = trace.getActiveSpan()?.spanContext();
  if (span && isSpanContextValid(span)) {
    const flags = span.traceFlags.toString(16).padStart(2, '0');
    response.set('traceresponse', `00-${span.traceId}-${span.spanId}-${flags}`);
  }
  response.set('Cache-Control', 'no-store'); // each answer shows its own trace id, the basket, or a moving order
  setSecurityHeaders(request, response, next);
};
