import { z } from 'zod';
import { decodeTraceId } from '../otlp/decode-id.ts';
import { HttpProblem } from './http-problem.ts';

const limit = (byDefault: number, max: number) => z.coerce.number().int().min(1).max(max).default(byDefault);
const text = z.string().min(1).max(1000).optional();
const traceId = z.string().transform((value, context) => {
  const id = decodeTraceId(value);
  if (id === null) context.addIssue('is not a trace id (32 hex digits, not all zero)');
  return id ?? z.NEVER;
});
const attributes = z
  .union([z.string(), z.array(z.string()).max(10)])
  .default([])
  .transform((values) => [values].flat().map(splitAttribute));
const spanFilter = { service: text, name: text, attribute: attributes };

/** The query strings that the desk's API takes; anything else in them is an error, so that a typo is noticed. */
export const querySchemas = {
  traces: z.strictObject({
    limit: limit(50, 500),
    error: z.enum(['true', 'false']).optional(),
    ...spanFilter,
  }),
  spans: z.strictObject({ limit: limit(500, 5000), ...spanFilter }),
  logs: z.strictObject({ limit: limit(500, 5000), traceId: traceId.optional(), service: text }),
  metrics: z.strictObject({ name: text, service: text }),
  /** Those of them that are held are drawn beside each other. */
  outlines: z.strictObject({ traceId: z.union([traceId.transform((id) => [id]), z.array(traceId).max(10)]) }),
  events: z.strictObject({ traceId: traceId.optional(), workbook: z.enum(['true', 'false']).optional() }),
  tracePath: z.strictObject({ traceId }),
};

/** The checked query or path parameters; throws HttpProblem 400 that names the first wrong one. */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, query: unknown): z.output<Schema> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new HttpProblem(
    400,
    'query-wrong',
    [issue?.path.join('.'), issue?.message].filter(Boolean).join(': '),
  );
}

function splitAttribute(keyAndValue: string): [string, string] {
  const at = keyAndValue.indexOf('=');
  if (at < 1) throw new HttpProblem(400, 'query-wrong', 'attribute: write it as key=value.');
  return [keyAndValue.slice(0, at), keyAndValue.slice(at + 1)];
}
