import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** Reads a JSON file of the lab's own; undefined when it is missing, damaged or of another shape. */
export function readJson<S extends z.ZodType>(path: string, schema: S): z.infer<S> | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
