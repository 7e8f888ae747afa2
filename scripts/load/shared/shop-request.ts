import http, { type Response } from 'k6/http';
import { reportFailure } from './report-failure.ts';
import { beginTrace, randomHex } from './trace-context.ts';

const SHOP_URL = __ENV.SHOP_URL || 'http://127.0.0.1:8080';
const ANSWER_LIMIT = '10s';
const STOPPED = 'context canceled'; // k6 was told to stop with this request under way

/** An answer of the shop, and the trace that it belongs to. */
export type Answer = { response: Response; traceId: string };

/** Buys. Every other answer than `expected` counts as failed and is printed with its trace. */
export function postCheckout(body: object, expected: number[]): Answer {
  return traced('POST /checkout', expected, (traceparent) =>
    http.post(`${SHOP_URL}/checkout`, JSON.stringify(body), {
      ...parametersOf('POST /checkout', expected),
      headers: { 'content-type': 'application/json', 'idempotency-key': randomHex(16), traceparent },
    }),
  );
}

/** Looks at an order. */
export function getOrder(orderId: string): Answer {
  return traced('GET /orders/:id', [200], (traceparent) =>
    http.get(`${SHOP_URL}/orders/${orderId}`, {
      ...parametersOf('GET /orders/:id', [200]),
      headers: { accept: 'application/json', traceparent },
    }),
  );
}

function parametersOf(name: string, expected: number[]) {
  return {
    tags: { name },
    timeout: ANSWER_LIMIT,
    responseCallback: http.expectedStatuses(...expected),
  };
}

function traced(name: string, expected: number[], send: (traceparent: string) => Response): Answer {
  const { traceId, traceparent } = beginTrace();
  const response = send(traceparent);
  const failed = !expected.includes(response.status) && response.error !== STOPPED;
  if (failed) reportFailure(`${name}: ${reasonOf(response)}`, traceId);
  return { response, traceId };
}

function reasonOf({ status, error }: Response): string {
  return status === 0 ? error || 'no answer' : `HTTP ${status}`;
}
