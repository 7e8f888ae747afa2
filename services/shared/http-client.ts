import type { z } from 'zod';
import { DeadlineExceeded, type FieldError, RequestProblem, Unavailable } from './errors.ts';

/** One JSON request to another service. `schema` is what a 2xx body must be; `timeoutMs` covers the whole exchange. */
export type JsonRequest<T> = {
  method: 'GET' | 'POST';
  url: string;
  body?: unknown;
  headers?: Record<string, string>;
  timeoutMs: number;
  schema: z.ZodType<T>;
};

/**
 * Sends JSON and returns the checked answer. Throws RequestProblem for a 4xx (with the other side's details),
 * DeadlineExceeded after `timeoutMs`, Unavailable when there is no connection, a 5xx, or an answer of the wrong shape.
 */
export async function requestJson<T>(request: JsonRequest<T>): Promise<T> {
  const { response, body } = await exchange(request);
  if (response.status >= 500) throw new Unavailable(`${request.url} answered ${response.status}`);
  if (response.status >= 400) {
    const problem = body as { detail?: string; errors?: FieldError[] } | undefined;
    throw new RequestProblem(response.status, problem?.detail ?? response.statusText, problem?.errors);
  }
  const parsed = request.schema.safeParse(body);
  if (!parsed.success)
    throw new Unavailable(`${request.url} answered something else than expected: ${parsed.error.message}`);
  return parsed.data;
}

async function exchange(request: JsonRequest<unknown>): Promise<{ response: Response; body: unknown }> {
  const deadline = new AbortController();
  const timer = setTimeout(
    () =>
      deadline.abort(new DeadlineExceeded(`no answer from ${request.url} within ${request.timeoutMs} ms`)),
    request.timeoutMs,
  );
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: {
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: deadline.signal,
    });
    return { response, body: await response.json().catch(() => undefined) };
  } catch (error) {
    if (error instanceof DeadlineExceeded) throw error;
    throw new Unavailable(`${request.url} cannot be reached`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
