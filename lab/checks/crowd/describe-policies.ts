import type { CollectorDecisions } from './collector-decisions.ts';

/** “What its policies kept: errors 10, rest 12.”: how many traces each policy of the Collector wanted. */
export function describePolicies({ kept }: CollectorDecisions): string {
  const counts = Object.entries(kept).map(([policy, count]) => `${policy} ${count}`);
  return `What its policies kept: ${counts.join(', ') || 'there are none'}.`;
}
