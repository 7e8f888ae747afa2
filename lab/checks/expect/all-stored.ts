import type { Addresses } from '../../engine/engine.ts';
import { LabError } from '../../engine/lab-error.ts';
import { askDesk } from '../../stores/ask-desk.ts';
import { requireStores } from '../../stores/open-stores.ts';
import type { Expectation } from '../chapter.ts';
import type { CollectorDecisions } from '../crowd/collector-decisions.ts';
import type { CrowdCheckout } from '../crowd/crowd-plan.ts';
import { describePolicies } from '../crowd/describe-policies.ts';
import { explainThrownOut } from '../crowd/explain-thrown-out.ts';
import type { Crowd } from '../crowd/gather-crowd.ts';
import { missingOf } from '../crowd/missing-of.ts';
import type { Diagnosis } from '../finding.ts';

const LOOK_UP = 10;

/**
 * Every trace of a group is stored. `what`: the group in the plural, such as “failed checkouts”. `sends`: what comes to the
 * Collectors that decide goes through the learner's file, too.
 */
export function allStored<G extends string>(
  crowd: Crowd<G>,
  group: G,
  { what, look, sends = false }: { what: string; look: string; sends?: boolean },
): Expectation {
  return {
    text: `all ${what} are stored`,
    judge: async ({ addresses }) => {
      const missing = await missingOf(crowd, group);
      if (missing.length === 0) return undefined;
      if (!sends) await requireProduced(addresses, missing);
      const [diagnosis, why] = explainLoss(crowd.decisions());
      return {
        diagnosis,
        expected: `All ${crowd.checkouts(group).length} ${what} are stored.`,
        found: `${missing.length} of them are not, though the Collector had them. ${why}`,
        look,
        traceIds: missing.slice(0, 3).map(({ traceId }) => traceId),
      };
    },
  };
}

/** What never came to the Collector cannot have been decided about: that would be nobody's configuration. */
async function requireProduced(addresses: Addresses, missing: CrowdCheckout[]): Promise<void> {
  const desk = askDesk(addresses.desk);
  const traces = await Promise.all(missing.slice(0, LOOK_UP).map(({ traceId }) => desk.trace(traceId)));
  if (traces.some((trace) => trace !== undefined && trace.spans.length > 0)) return;
  throw new LabError(
    `Traces are missing in ${requireStores(addresses).traces.name} that never came to the Collector, as far as the desk saw.`,
    {
      next: ['npx lab status', 'npx lab logs collector', 'npx lab check'],
    },
  );
}

/** The most specific reason that the Collector's own counters give. */
export function explainLoss(decisions: CollectorDecisions): [Diagnosis, string] {
  const { held, lateSpans } = decisions;
  const thrownOut = explainThrownOut(decisions);
  if (thrownOut) return ['thrown-out-undecided', thrownOut];
  if (held > 0)
    return [
      'not-stored',
      `It still holds ${held} traces back: decision_wait is longer than this check waits.`,
    ];
  const policies = describePolicies(decisions);
  const late = `${lateSpans} spans came only after the decision about their trace: too late to count for it.`;
  return ['sampled-out', lateSpans > 0 ? `${late} ${policies}` : policies];
}
