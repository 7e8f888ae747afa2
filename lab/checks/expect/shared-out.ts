import { LabError } from '../../engine/lab-error.ts';
import type { Expectation } from '../chapter.ts';
import { judgedTooMany } from '../crowd/count-judged.ts';
import type { AnyCrowd } from '../crowd/gather-crowd.ts';
import type { Diagnosis } from '../finding.ts';

/** Trace ids are random: of two gateways each gets about half, and never less than this share of all. */
const LEAST_SHARE = 0.15;

type Problem = [Diagnosis, string];

const JUDGED_TWICE: Problem = [
  'half-trace',
  'That is more than there are: a trace was judged by each gateway that saw a part of it.',
];

/** Each trace of the crowd that was `counted` is judged once, and every Collector that judges has its share of them. */
export function sharedOut(counted: () => AnyCrowd, { look }: { look: string }): Expectation {
  return {
    text: 'each gateway judges its share of the traces, and each trace is judged once',
    judge: () => {
      const crowd = counted();
      const [begun, traces] = [crowd.begunByEach(), crowd.checkouts()];
      if (begun.length < 2)
        throw new LabError('This chapter needs two gateways, and the lab has one.', {
          next: ['npx lab status'],
        });
      const problem = judgedTooMany(crowd) ? JUDGED_TWICE : explain(begun, traces.length);
      if (!problem) return undefined;
      const [diagnosis, found] = problem;
      return {
        diagnosis,
        expected: `${traces.length} traces, each judged by one of ${begun.length} gateways.`,
        found: `The gateways have judged ${begun.join(' and ')}. ${found}`,
        look,
        traceIds: traces.slice(0, 3).map(({ traceId }) => traceId),
      };
    },
    note: () => `they judged ${counted().begunByEach().join(' and ')}`,
  };
}

function explain(begun: number[], traces: number): Problem | undefined {
  const judged = begun.reduce((sum, count) => sum + count, 0);
  if (judged < traces * LEAST_SHARE)
    return ['not-stored', 'Nothing comes from the agent to the gateways: npx lab logs collector says why.'];
  if (begun.some((count) => count < traces * LEAST_SHARE))
    return [
      'gateway-idle',
      'One has nothing to do: two of them hold no more than one, and none stands in for the other.',
    ];
  return undefined;
}
