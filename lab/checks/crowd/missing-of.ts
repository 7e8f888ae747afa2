import type { CrowdCheckout } from './crowd-plan.ts';
import type { Crowd } from './gather-crowd.ts';

/** The checkouts of a group that are not stored, also not when the store is asked again. */
export async function missingOf<G extends string>(crowd: Crowd<G>, group: G): Promise<CrowdCheckout<G>[]> {
  const missing = () => crowd.checkouts(group).filter(({ stored }) => stored.length === 0);
  await crowd.lookAgain(missing());
  return missing();
}
