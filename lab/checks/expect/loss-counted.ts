import type { Expectation } from '../chapter.ts';
import type { Crowd } from '../crowd/gather-crowd.ts';
import { short } from '../span-is.ts';

const NAMED = 3;

/** No demand, but a count: how many of a group left no trace. It holds whatever the count is; the note names the first of the lost ones. */
export function lossCounted<G extends string>(crowd: Crowd<G>, group: G, what: string): Expectation {
  return {
    text: `the price: ${what} are lost like all others`,
    judge: () => undefined,
    note: () => {
      const all = crowd.checkouts(group);
      const lost = all.filter(({ stored }) => stored.length === 0);
      const ids = lost.slice(0, NAMED).map(({ traceId }) => `${short(traceId)}…`);
      const named = ids.length > 0 ? `: ${ids.join(', ')}` : '';
      const others = lost.length > NAMED ? ` and ${lost.length - NAMED} more` : '';
      return `${lost.length} of ${all.length} ${what} left no trace${named}${others}`;
    },
  };
}
