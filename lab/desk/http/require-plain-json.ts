import { HttpProblem } from './http-problem.ts';

/**
 * A parsed value takes up to thirty times its bytes in JSON: eight megabytes of `[],[],[]` would need more heap than the
 * desk has. A full body of ordinary spans has 750,000 marks.
 */
const MAX_MARKS = 1_000_000;
const MARKS = new Uint8Array(256);
for (const mark of '{[,') MARKS[mark.charCodeAt(0)] = 1;

/** Throws HttpProblem 413 when a JSON text holds too many values to be parsed safely; counts brackets and commas only. */
export function requirePlainJson(body: Buffer): void {
  let marks = 0;
  for (let at = 0; at < body.length; at += 1) marks += MARKS[body[at] ?? 0] ?? 0;
  if (marks <= MAX_MARKS) return;
  const message = 'The body holds more than a million JSON values. Lower OTEL_BSP_MAX_EXPORT_BATCH_SIZE.';
  throw new HttpProblem(413, 'body-too-many-values', message);
}
