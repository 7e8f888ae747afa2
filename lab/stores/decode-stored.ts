import { z } from 'zod';
import { isSameSpan } from '../desk/is-same-span.ts';
import { decodeSpans } from '../desk/otlp/decode-spans.ts';
import type { StoredSpan } from './trace-store.ts';

const resourceSpansSchema = z.looseObject({
  resource: z
    .looseObject({ attributes: z.array(z.looseObject({ key: z.string(), value: z.unknown() })).default([]) })
    .default({ attributes: [] }),
});
const textSchema = z.looseObject({ stringValue: z.string() });

/** A trace in OTLP/JSON, as far as a store must have it: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
export const tracesDataSchema = z.looseObject({ resourceSpans: z.array(resourceSpansSchema).default([]) });

/** The spans of a trace in OTLP/JSON, each once, with their resources. */
export function decodeStored({ resourceSpans }: z.infer<typeof tracesDataSchema>): StoredSpan[] {
  const stored: StoredSpan[] = [];
  for (const group of resourceSpans) {
    const resource = Object.fromEntries(
      group.resource.attributes.map(({ key, value }) => [
        key,
        textSchema.safeParse(value).data?.stringValue ?? '',
      ]),
    );
    decodeSpans(
      { resourceSpans: [group] },
      (span) => {
        if (!stored.some((held) => isSameSpan(held.span, span))) stored.push({ span, resource });
      },
      () => {},
    );
  }
  return stored;
}
