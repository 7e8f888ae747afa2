import type { z } from 'zod';
import { LabError } from '../engine/lab-error.ts';

const ANSWER_LIMIT_MS = 10_000;
const LONGEST_ANSWER_SHOWN = 300;

export type StoreName = 'tempo' | 'loki' | 'prometheus';

/**
 * Asks the query API of a store at `url` and returns its JSON in the shape of `schema`. Throws LabError when it does not
 * answer within 10 s, refuses, or answers something else.
 */
export async function askStore<S extends z.ZodType>(
  part: StoreName,
  url: URL,
  schema: S,
): Promise<z.infer<S>> {
  const answer = schema.safeParse(JSON.parse(await readAnswer(part, url)));
  if (answer.success) return answer.data;
  throw new LabError(`${part} answered ${url.pathname} in a shape that this lab does not know.`, {
    cause: answer.error,
    next: nextFor(part),
  });
}

/** The answer of a store at `url` as it comes. Throws LabError when it does not answer within 10 s, or refuses. */
export async function readAnswer(part: StoreName, url: URL): Promise<string> {
  const next = nextFor(part);
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) }).catch(
    (cause: unknown) => {
      throw new LabError(`${part} does not answer at ${url.origin}.`, { cause, next });
    },
  );
  const text = await response.text();
  if (response.ok) return text;
  const why = text.trim().slice(0, LONGEST_ANSWER_SHOWN);
  throw new LabError(`${part} answered ${response.status} for ${url.pathname}: ${why}`, { next });
}

function nextFor(part: StoreName): string[] {
  return ['npx lab status', `npx lab logs ${part}`];
}
