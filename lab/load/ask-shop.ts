import { z } from 'zod';
import type { Addresses } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';

/** What a load needs to know about the lab: the shop, where its traces are seen, and the Collector where one runs. */
export type LoadTarget = Pick<Addresses, 'storefront' | 'desk'> & { collector?: string | undefined };

const ANSWER_LIMIT_MS = 5_000;

const booksSchema = z.object({
  books: z.array(z.object({ id: z.string() })),
  traceId: z.string().optional(),
  traceUrl: z.string().optional(),
});

/**
 * Makes sure that the shop answers, and learns from it where traces are looked at: an address with `{traceId}` in it.
 * Throws LabError when there is no shop to load.
 */
export async function askShop({ storefront, desk }: LoadTarget): Promise<string> {
  const { traceId, traceUrl } = await booksOf(storefront);
  // Without telemetry the shop names no trace.
  if (!traceId || !traceUrl) return `${desk}/traces/{traceId}`;
  return traceUrl.replaceAll(traceId, '{traceId}');
}

async function booksOf(shopUrl: string) {
  try {
    const response = await fetch(`${shopUrl}/books`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    return booksSchema.parse(await response.json());
  } catch (cause) {
    throw new LabError(`The shop at ${shopUrl} does not show its books: there is nothing to load.`, {
      cause,
      next: ['npx lab status', 'npx lab logs storefront'],
    });
  }
}
