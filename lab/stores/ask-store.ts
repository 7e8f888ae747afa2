import type { z } from 'zod';
import { LabError } from '../engine/lab-error.ts';

const ANSWER_LIMIT_MS = 10_000;
const LONGEST_ANSWER_SHOWN = 300;

/**
 * Asks the query API of a store at `url` and returns its JSON in the shape of `schema`. Throws LabError when it does not
 * answer within 10 s, refuses, or answers something else.
 */
export async function askStore<S extends z.ZodType>(
  part: 'tempo' | 'loki' | 'prometheus',
  url: URL,
  schema: S,
): Promise<z.infer<S>> {
  const next = ['npx lab status', `npx lab logs ${part}`];
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) }).catch(
    (cause: unknown) => {
      throw new LabError(`${part} does not answer at ${url.origin}.`, { cause, next });
    },
  );
  const text = await response.text();
  if (!response.ok) {
    const why = text.trim().slice(0, LONGEST_ANSWER_SHOWN);
    throw new LabError(`${part} answered ${response.status} for ${url.pathname}: ${why}`, { next });
  }
  const answer = schema.safeParse(JSON.parse(text));
  if (answer.success) return answer.data;
  throw new LabError(`${part} answered ${url.pathname} in a shape that this lab does not know.`, {
    cause: answer.error,
    next,
  });
}
