import type { Expectation } from '../chapter.ts';
import type { Crowd } from '../crowd/gather-crowd.ts';
import { missingOf } from '../crowd/missing-of.ts';

/** The groups whose caller had decided before the shop was asked. */
export type DecidedElsewhere<G extends string> = { recorded: G; notRecorded: G; look: string };

/** Who calls with a decision of its own is followed: recorded there is stored here, and not recorded is not. */
export function followsCaller<G extends string>(
  crowd: Crowd<G>,
  { recorded, notRecorded, look }: DecidedElsewhere<G>,
): Expectation {
  return {
    text: 'a trace that began elsewhere is stored when its caller records it, and only then',
    judge: async () => {
      const missing = await missingOf(crowd, recorded);
      if (missing.length > 0)
        return {
          diagnosis: 'half-trace',
          expected: `All ${crowd.checkouts(recorded).length} checkouts whose caller sent a traceparent that ends in -01 (recorded) are stored.`,
          found: `${missing.length} of them are not: the caller has the beginning of the trace, and your part is missing.`,
          look,
          traceIds: missing.slice(0, 3).map(({ traceId }) => traceId),
        };
      const spared = crowd.checkouts(notRecorded);
      const stored = spared.filter((checkout) => checkout.stored.length > 0);
      if (stored.length === 0) return undefined;
      return {
        diagnosis: 'half-trace',
        expected: `None of ${spared.length} checkouts whose caller sent a traceparent that ends in -00 (not recorded) is stored.`,
        found: `${stored.length} of them are: traces without a beginning, which nobody has kept.`,
        look,
        traceIds: stored.slice(0, 3).map(({ traceId }) => traceId),
      };
    },
  };
}
