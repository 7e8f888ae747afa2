import type { Span } from '../../desk/telemetry-types.ts';
import { LabError } from '../../engine/lab-error.ts';
import { askDesk } from '../../stores/ask-desk.ts';
import { chanceInterval } from '../chance-interval.ts';
import type { Expectation } from '../chapter.ts';
import type { CrowdCheckout } from '../crowd/crowd-plan.ts';
import type { Crowd } from '../crowd/gather-crowd.ts';
import type { Finding } from '../finding.ts';

/** How often a right answer may be called wrong, both sides together. */
const RISK = 1 / 10_000;
const LOOK_UP = 5;

export type ShareWish = {
  /** Which part of the group is to be stored, from 0 to 1. */
  share: number;
  /** What the group is, in the plural: “ordinary checkouts”. */
  what: string;
  look: string;
  /** Traces that are stored for another good reason do not count. */
  unless?: (stored: Span[]) => boolean;
  /** What is known about the cause, in whole sentences, for when all are stored (true) or too many or too few. */
  why?: (all: boolean) => string;
};

/** Of a group of a crowd, such a share is stored as chance allows: a right share is called wrong once in 10,000 times. */
export function storedShare<G extends string>(crowd: Crowd<G>, group: G, wish: ShareWish): Expectation {
  const { share, what, unless = () => false } = wish;
  return {
    text: `about ${percent(share)} of ${what} are stored`,
    judge: async ({ addresses }) => {
      const counted = crowd.checkouts(group).filter(({ stored }) => !unless(stored));
      const kept = counted.filter(({ stored }) => stored.length > 0);
      const [least, most] = chanceInterval(counted.length, share, RISK);
      if (most === counted.length || (least === 0 && kept.length === 0))
        throw new LabError(
          `Only ${counted.length} of ${what} tell anything: this machine has too much to do.`,
          {
            next: ['end what else it does, then npx lab check', 'npx lab doctor'],
          },
        );
      if (kept.length >= least && kept.length <= most) return undefined;
      const sent = kept.length > 0 || (await isProduced(addresses.desk, counted));
      return finding({ wish, counted, kept, least, most, sent });
    },
  };
}

type Counts = {
  wish: ShareWish;
  counted: CrowdCheckout[];
  kept: CrowdCheckout[];
  least: number;
  most: number;
  /** Whether any of them got as far as the Collector. */
  sent: boolean;
};

function finding({ wish, counted, kept, least, most, sent }: Counts): Finding {
  const { share, what, look, why = () => '' } = wish;
  const all = kept.length === counted.length;
  const found = !sent
    ? `None is stored, and none was even sent: the desk, which sees what comes before it is stored, has none of them either.`
    : `${amount(kept.length, counted.length)} ${why(all)}`.trim();
  return {
    diagnosis: kept.length < least ? 'stored-too-little' : 'stored-too-much',
    expected: `About ${percent(share)} of ${counted.length} ${what} are stored: ${least} to ${most}, as chance will have it.`,
    found,
    look,
    traceIds: (kept.length > 0 ? kept : counted).slice(0, 3).map(({ traceId }) => traceId),
  };
}

function amount(kept: number, of: number): string {
  if (kept === 0) return 'None is stored, though all were sent.';
  return kept === of ? `All ${of} are stored.` : `${kept} of ${of} are stored: ${percent(kept / of)}.`;
}

async function isProduced(deskUrl: string, checkouts: CrowdCheckout[]): Promise<boolean> {
  const desk = askDesk(deskUrl);
  const traces = await Promise.all(checkouts.slice(-LOOK_UP).map(({ traceId }) => desk.trace(traceId)));
  return traces.some((trace) => trace !== undefined && trace.spans.length > 0);
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
