import { describePolicies } from '../../lab/checks/crowd/describe-policies.ts';
import { gatherCrowd } from '../../lab/checks/crowd/gather-crowd.ts';
import { tookLonger } from '../../lab/checks/crowd/took-longer.ts';
import { defineChapter } from '../../lab/checks/define-chapter.ts';
import { allStored } from '../../lab/checks/expect/all-stored.ts';
import { noHalfTraces } from '../../lab/checks/expect/no-half-traces.ts';
import { storedShare } from '../../lab/checks/expect/stored-share.ts';

const look = 'deploy/collector/tail-sampling.yaml';

const crowd = gatherCrowd({
  sampling: 'tail',
  groups: {
    failed: { count: 10, wish: { card: 'timeout' } },
    ordinary: { count: 290 },
    slow: { count: 10, wish: { totalUsd: 501 } },
  },
  pace: { perSecond: 40, atOnce: 2 },
  allOf: 'slow',
  decidedWithinMs: 35_000,
});

export const chapter = defineChapter({
  title: 'Tail sampling',
  minutes: 30,
  needs: 'full',
  env: { SAMPLING: 'tail' },
  drive: crowd.drive,
  untouched: 'stored-too-much',
  expect: [
    noHalfTraces(crowd, { look }),
    allStored(crowd, 'failed', { what: 'failed checkouts', look }),
    allStored(crowd, 'slow', { what: 'slow checkouts', look }),
    storedShare(crowd, 'ordinary', {
      share: 0.05,
      what: 'ordinary checkouts',
      unless: tookLonger(500),
      why: () => describePolicies(crowd.decisions()),
      look,
    }),
  ],
  hints: [
    'Policies are alternatives: a trace that one of them wants is kept. Which one of yours wants every trace?',
    'There is a policy type for the status of a span, one for how long a trace took, and one for a share of all. A checkout whose bank never answers takes three attempts, 11 s. A decision long before that does not know how it went.',
    'decision_wait: 15s. Policies besides drop-probes: type status_code with status_code: { status_codes: [ERROR] }; type latency with latency: { threshold_ms: 500 }; type probabilistic with probabilistic: { sampling_percentage: 5 }. No always_sample.',
  ],
});
