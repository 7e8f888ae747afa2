import type { Span } from '../../desk/telemetry-types.ts';
import type { Expectation } from '../chapter.ts';
import { type About, chosen, quote } from '../span-is.ts';

/** No span of the checkout, in its trace or in others, is one of these. `what`: what they would be, e.g. “spans with an error”. */
export function noSpan(what: string, isOne: (span: Span) => boolean, about: About = {}): Expectation {
  return {
    text: `no ${what}`,
    judge: (evidence) => {
      for (const checkout of chosen(evidence, about)) {
        const found = [...checkout.spans, ...checkout.elsewhere].find(isOne);
        if (found === undefined) continue;
        return {
          diagnosis: 'span-unexpected',
          expected: `There is no ${what} in the checkout “${checkout.name}”.`,
          found: `${quote(found)} is one.`,
          look: about.look ?? `npx lab trace ${found.traceId}`,
          traceIds: [...new Set([checkout.caller.traceId, found.traceId])],
        };
      }
      return undefined;
    },
  };
}
