import { countJudged } from '../../lab/checks/crowd/count-judged.ts';
import { describePolicies } from '../../lab/checks/crowd/describe-policies.ts';
import { gatherCrowd } from '../../lab/checks/crowd/gather-crowd.ts';
import { tookLonger } from '../../lab/checks/crowd/took-longer.ts';
import { defineChapter } from '../../lab/checks/define-chapter.ts';
import { allStored } from '../../lab/checks/expect/all-stored.ts';
import { noHalfTraces } from '../../lab/checks/expect/no-half-traces.ts';
import { sharedOut } from '../../lab/checks/expect/shared-out.ts';
import { storedShare } from '../../lab/checks/expect/stored-share.ts';

const look = 'deploy/collector/agent.yaml';

const plan = {
  sampling: 'tail',
  pace: { perSecond: 40, atOnce: 2 },
  allOf: 'slow',
  decidedWithinMs: 35_000,
} as const;
const crowd = gatherCrowd({
  ...plan,
  groups: {
    failed: { count: 10, wish: { card: 'timeout' } },
    ordinary: { count: 290 },
    slow: { count: 10, wish: { totalUsd: 501 } },
  },
});
const few = gatherCrowd({
  ...plan,
  groups: { ordinary: { count: 55 }, slow: { count: 5, wish: { totalUsd: 501 } } },
});
const { drive, counted } = countJudged(crowd, few);

export const chapter = defineChapter({
  title: 'Two-tier sampling',
  minutes: 25,
  needs: 'full',
  // In a cluster there are always two gateways, and an agent.
  env: { SAMPLING: 'tail', LAB_COLLECTOR_TIERS: '2' },
  drive,
  untouched: 'half-trace',
  expect: [
    sharedOut(counted, { look }),
    noHalfTraces(crowd, { look }),
    allStored(crowd, 'failed', { what: 'failed checkouts', look, sends: true }),
    allStored(crowd, 'slow', { what: 'slow checkouts', look, sends: true }),
    storedShare(crowd, 'ordinary', {
      share: 0.05,
      what: 'ordinary checkouts',
      unless: tookLonger(500),
      why: () => describePolicies(crowd.decisions()),
      look,
    }),
  ],
  hints: [
    'A gateway can judge only what it has. What decides now to which of the two a span goes, and do all spans of one trace agree on it?',
    'routing_key says by what the exporter chooses. Two of its values are for spans of one trace or of one service; attributes takes a list, and no attribute stands on every span of a trace with a value of its own.',
    'routing_key: traceID in load_balancing/trace, and no routing_attributes, neither there nor in load_balancing/service.',
  ],
});
