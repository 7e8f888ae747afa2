import type { Request } from 'express';
import type { z } from 'zod';
import { type FieldError, RequestProblem } from './errors.ts';

/** Checks what a caller sent; throws RequestProblem 422 that names every wrong field (`lines[0].quantity`). */
export function validate<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors: FieldError[] = parsed.error.issues.map(({ path, message }) => ({
    field: fieldName(path),
    message,
  }));
  throw new RequestProblem(
    422,
    errors.map(({ field, message }) => `${field}: ${message}`).join('; '),
    errors,
  );
}

function fieldName(path: PropertyKey[]): string {
  const name = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return name.replace(/^\./, '') || 'body';
}

/** Throws RequestProblem 415 unless the request carries a JSON body. */
export function requireJson(request: Request): void {
  if (!request.is('application/json')) throw new RequestProblem(415, 'Send the body as application/json');
}
