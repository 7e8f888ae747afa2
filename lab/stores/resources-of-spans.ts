import { z } from 'zod';
import { askStore } from './ask-store.ts';

const resourceSpansSchema = z.object({
  resource: z.object({
    attributes: z.array(
      z.object({ key: z.string(), value: z.object({ stringValue: z.string().optional() }) }),
    ),
  }),
  scopeSpans: z.array(z.object({ spans: z.array(z.unknown()) })),
});
const traceSchema = z.object({
  trace: z.object({ resourceSpans: z.array(resourceSpansSchema).default([]) }).nullish(),
});

/** For each span of a trace that the Tempo at `url` has: the attributes of its resource that are text. Throws LabError. */
export async function resourcesOfSpans(url: string, traceId: string): Promise<Array<Record<string, string>>> {
  const { trace } = await askStore('tempo', new URL(`/api/v2/traces/${traceId}`, url), traceSchema);
  return (trace?.resourceSpans ?? []).flatMap(({ resource, scopeSpans }) => {
    const attributes = Object.fromEntries(
      resource.attributes.map(({ key, value }) => [key, value.stringValue ?? '']),
    );
    return scopeSpans.flatMap(({ spans }) => spans.map(() => attributes));
  });
}
