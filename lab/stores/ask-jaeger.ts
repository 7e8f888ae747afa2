import { z } from 'zod';
import { decodeSpans } from '../desk/otlp/decode-spans.ts';
import type { Span } from '../desk/telemetry-types.ts';
import { LabError } from '../engine/lab-error.ts';

const ANSWER_LIMIT_MS = 10_000;
const answerSchema = z.object({ result: z.record(z.string(), z.unknown()) });

/**
 * The spans that the Jaeger at `url` has of a trace, by its query API (/api/v3, which answers in OTLP); none when it does not
 * know it. Throws LabError when it does not answer.
 */
export async function askJaeger(url: string, traceId: string): Promise<Span[]> {
  const asked = new URL(`/api/v3/traces/${traceId}`, url);
  const next = ['npx lab check', 'npx lab doctor'];
  const response = await fetch(asked, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) }).catch(
    (cause: unknown) => {
      throw new LabError(`Jaeger does not answer at ${url}.`, { cause, next });
    },
  );
  const text = await response.text();
  if (response.status === 404) return [];
  if (!response.ok) throw new LabError(`Jaeger answered ${response.status} for ${asked.pathname}.`, { next });
  const spans: Span[] = [];
  const { result } = answerSchema.parse(JSON.parse(text));
  decodeSpans(
    result,
    (span) => spans.push(span),
    () => {},
  );
  return spans;
}
