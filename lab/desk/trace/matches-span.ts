import type { Span } from '../telemetry-types.ts';

/** What a span must have; undefined lets all through. Attributes are compared as text, all of them must match. */
export interface SpanFilter {
  service: string | undefined;
  name: string | undefined;
  attributes: readonly [key: string, value: string][];
}

/** True when the span has the service, the exact name and every attribute of the filter. */
export function matchesSpan(span: Span, filter: SpanFilter): boolean {
  if (filter.service !== undefined && span.service !== filter.service) return false;
  if (filter.name !== undefined && span.name !== filter.name) return false;
  return filter.attributes.every(
    ([key, value]) => Object.hasOwn(span.attributes, key) && String(span.attributes[key]) === value,
  );
}
