import type { Expectation } from '../chapter.ts';
import { type About, chosen, quote, short } from '../span-is.ts';

/** Everything that happens for an order is in the trace of its checkout: no other trace names it. */
export function oneTrace(about: About = {}): Expectation {
  return {
    text: 'each checkout is one trace',
    judge: (evidence) => {
      for (const checkout of chosen(evidence, about)) {
        const stray = checkout.elsewhere[0];
        if (!stray) continue;
        const { traceId } = checkout.caller;
        return {
          diagnosis: 'in-another-trace',
          expected: `All spans of order ${checkout.orderId} are in trace ${short(traceId)}….`,
          found: `${quote(stray)} and ${checkout.elsewhere.length - 1} more are in ${short(stray.traceId)}….`,
          look: about.look ?? `npx lab trace ${stray.traceId}`,
          traceIds: [traceId, stray.traceId],
        };
      }
      return undefined;
    },
  };
}
