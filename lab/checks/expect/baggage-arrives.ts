import type { Expectation } from '../chapter.ts';
import { explainMissingSpan } from '../explain-missing-span.ts';
import { type About, chosen, matches, quote, type SpanIs } from '../span-is.ts';

/** A baggage entry that `at` copies into an attribute of the same name has come that far (https://www.w3.org/TR/baggage/). */
export function baggageArrives(key: string, value: string, at: SpanIs, about: About = {}): Expectation {
  return {
    text: `the baggage ${key}=${value} reaches ${quote(at)}`,
    judge: (evidence) => {
      for (const checkout of chosen(evidence, about)) {
        const spans = checkout.spans.filter(matches(at));
        if (spans.length === 0) return explainMissingSpan(evidence, checkout, at, about);
        if (spans.some(({ attributes }) => attributes[key] === value)) continue;
        const message = checkout.messages.findLast(({ name }) => at.name === `process ${name}`);
        const carried = message?.headers.baggage;
        return {
          diagnosis: 'baggage-lost',
          expected: `${quote(at)} has the attribute ${key} = ${value}, copied from the baggage.`,
          found: carried
            ? `The message carried baggage (${String(carried)}), and nobody read it.`
            : 'The message carried no baggage header: only the trace went along.',
          look: about.look ?? `npx lab trace ${checkout.caller.traceId}`,
          traceIds: [checkout.caller.traceId],
        };
      }
      return undefined;
    },
  };
}
