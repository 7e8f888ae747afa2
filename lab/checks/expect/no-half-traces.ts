import { assessTrace } from '../../desk/trace/assess-trace.ts';
import type { Expectation } from '../chapter.ts';
import { explainThrownOut } from '../crowd/explain-thrown-out.ts';
import type { Crowd } from '../crowd/gather-crowd.ts';
import { halvesOf, keptOf } from '../crowd/halves-of.ts';

/** Each trace of a crowd is stored whole, from the first span to the last one behind both queues, or not at all. */
export function noHalfTraces<G extends string>(crowd: Crowd<G>, { look }: { look: string }): Expectation {
  return {
    text: 'each trace is stored whole or not at all',
    judge: async () => {
      const halves = await halvesOf(crowd);
      if (halves.length === 0) return undefined;
      const missing = assessTrace(halves[0]?.stored ?? []).problems[0]?.message;
      const thrownOut = explainThrownOut(crowd.decisions());
      return {
        diagnosis: thrownOut ? 'thrown-out-undecided' : 'half-trace',
        expected: 'What is stored of a checkout is its whole trace.',
        found:
          `${halves.length} of ${keptOf(crowd).length} stored traces are not whole. The first: ${missing} ${thrownOut ?? ''}`.trim(),
        look,
        traceIds: halves.slice(0, 3).map(({ traceId }) => traceId),
      };
    },
  };
}
