import type { z } from 'zod';
import type { BackendPartName } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';

const ANSWER_LIMIT_MS = 10_000;
const LONGEST_ANSWER_SHOWN = 300;

/** A store that is asked: as people call it, and as which part it runs. */
export type AskedStore = { name: string; part: BackendPartName };

/**
 * Asks the query API of a store at `url` and returns its JSON in the shape of `schema`. Throws LabError when it does not
 * answer within 10 s, refuses, or answers something else.
 */
export async function askStore<S extends z.ZodType>(
  store: AskedStore,
  url: URL,
  schema: S,
): Promise<z.infer<S>> {
  return parseAnswer(store, url, await readAnswer(store, url), schema);
}

/** A store's JSON in the shape of `schema`. Throws LabError when it is something else. */
export function parseAnswer<S extends z.ZodType>(
  store: AskedStore,
  url: URL,
  text: string,
  schema: S,
): z.infer<S> {
  const answer = schema.safeParse(jsonOf(text));
  if (answer.success) return answer.data;
  throw new LabError(`${store.name} answered ${url.pathname} in a shape that this lab does not know.`, {
    cause: answer.error,
    next: nextFor(store),
  });
}

/** The answer of a store at `url` as it comes. Throws LabError when it does not answer within 10 s, or refuses. */
export async function readAnswer(store: AskedStore, url: URL): Promise<string> {
  const answer = await readIfThere(store, url);
  if (answer !== undefined) return answer;
  throw new LabError(`${store.name} has nothing at ${url.pathname}.`, { next: nextFor(store) });
}

/** The same where the store may have nothing: undefined when it answers 404. */
export async function readIfThere(store: AskedStore, url: URL): Promise<string | undefined> {
  const next = nextFor(store);
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) }).catch(
    (cause: unknown) => {
      throw new LabError(`${store.name} does not answer at ${url.origin}.`, { cause, next });
    },
  );
  const text = await response.text();
  if (response.ok) return text;
  if (response.status === 404) return undefined;
  const why = text.trim().slice(0, LONGEST_ANSWER_SHOWN);
  throw new LabError(`${store.name} answered ${response.status} for ${url.pathname}: ${why}`, { next });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function nextFor({ part }: AskedStore): string[] {
  return ['npx lab status', `npx lab logs ${part}`];
}
