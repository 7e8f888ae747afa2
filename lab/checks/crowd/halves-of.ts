import { assessTrace } from '../../desk/trace/assess-trace.ts';
import type { CrowdCheckout } from './crowd-plan.ts';
import type { AnyCrowd } from './gather-crowd.ts';

/** The checkouts that something is stored of. */
export function keptOf(crowd: AnyCrowd): CrowdCheckout[] {
  return crowd.checkouts().filter(({ stored }) => stored.length > 0);
}

/** Those of which not the whole trace is stored, not even when the store is asked again. */
export async function halvesOf(crowd: AnyCrowd): Promise<CrowdCheckout[]> {
  await crowd.lookAgain(keptOf(crowd).filter(isHalf));
  return keptOf(crowd).filter(isHalf);
}

function isHalf({ stored }: CrowdCheckout): boolean {
  return !assessTrace(stored).complete;
}
