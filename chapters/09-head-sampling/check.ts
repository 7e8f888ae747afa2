import { gatherCrowd } from '../../lab/checks/crowd/gather-crowd.ts';
import { defineChapter } from '../../lab/checks/define-chapter.ts';
import { followsCaller } from '../../lab/checks/expect/follows-caller.ts';
import { lossCounted } from '../../lab/checks/expect/loss-counted.ts';
import { noHalfTraces } from '../../lab/checks/expect/no-half-traces.ts';
import { storedShare } from '../../lab/checks/expect/stored-share.ts';

const look = 'deploy/sampling/head.env';

const crowd = gatherCrowd({
  sampling: 'head',
  groups: {
    failed: { count: 20, wish: { card: 'timeout' } },
    unrecorded: { count: 40, caller: 'does-not-record' },
    ordinary: { count: 200 },
    recorded: { count: 20, caller: 'records' },
  },
  pace: { perSecond: 40, atOnce: 2 },
  allOf: 'recorded',
  decidedWithinMs: 20_000,
});

export const chapter = defineChapter({
  title: 'Head sampling',
  minutes: 20,
  needs: 'full',
  env: { SAMPLING: 'head' },
  drive: crowd.drive,
  untouched: 'stored-too-much',
  expect: [
    storedShare(crowd, 'ordinary', { share: 0.1, what: 'checkouts that begin at the shop', look, why }),
    noHalfTraces(crowd, { look }),
    followsCaller(crowd, { recorded: 'recorded', notRecorded: 'unrecorded', look }),
    lossCounted(crowd, 'failed', 'failed checkouts'),
  ],
  hints: [
    'Two variables: one names the sampler, the other is its argument. The verdict says which share is stored now. What would the argument have to be for one of ten?',
    'A sampler that decides by the trace id alone does not ask whether somebody has decided already. Each sampler has a sibling that does: its name begins with parentbased_.',
    'OTEL_TRACES_SAMPLER=parentbased_traceidratio and OTEL_TRACES_SAMPLER_ARG=0.1, the share as a number from 0 to 1.',
  ],
});

// Who follows a caller's "no" has a parent-based sampler already.
function why(all: boolean): string {
  if (!all) return '';
  const follows = crowd.checkouts('unrecorded').every(({ stored }) => stored.length === 0);
  return follows
    ? 'Callers are followed, but what begins here is always recorded. So it is with parentbased_always_on, with a sampler whose name the SDK does not know, and with a ratio that is missing or no number from 0 to 1.'
    : 'The sampler records whatever comes, also what its caller does not record.';
}
