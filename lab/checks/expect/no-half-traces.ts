import { assessTrace } from '../../desk/trace/assess-trace.ts';
import type { Expectation } from '../chapter.ts';
import type { CrowdCheckout } from '../crowd/crowd-plan.ts';
import { explainThrownOut } from '../crowd/explain-thrown-out.ts';
import type { Crowd } from '../crowd/gather-crowd.ts';

/** Each trace of a crowd is stored whole, from the first span to the last one behind both queues, or not at all. */
export function noHalfTraces<G extends string>(crowd: Crowd<G>, { look }: { look: string }): Expectation {
  return {
    text: 'each trace is stored whole or not at all',
    judge: async () => {
      await crowd.lookAgain(keptOf(crowd).filter(isHalf));
      const kept = keptOf(crowd);
      const halves = kept.filter(isHalf);
      if (halves.length === 0) return undefined;
      const missing = assessTrace(halves[0]?.stored ?? []).problems[0]?.message;
      const thrownOut = explainThrownOut(crowd.decisions());
      return {
        diagnosis: thrownOut ? 'thrown-out-undecided' : 'half-trace',
        expected: 'What is stored of a checkout is its whole trace.',
        found:
          `${halves.length} of ${kept.length} stored traces are not whole. The first: ${missing} ${thrownOut ?? ''}`.trim(),
        look,
        traceIds: halves.slice(0, 3).map(({ traceId }) => traceId),
      };
    },
  };
}

function keptOf<G extends string>(crowd: Crowd<G>): CrowdCheckout<G>[] {
  return crowd.checkouts().filter(({ stored }) => stored.length > 0);
}

function isHalf({ stored }: CrowdCheckout): boolean {
  return !assessTrace(stored).complete;
}
