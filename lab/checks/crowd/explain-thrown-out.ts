import type { CollectorDecisions } from './collector-decisions.ts';

/** Why traces are missing, or parts of them, when the Collector had no room to wait for the rest; undefined when it had. */
export function explainThrownOut({ droppedEarly }: CollectorDecisions): string | undefined {
  if (droppedEarly === 0) return undefined;
  return `The Collector threw ${droppedEarly} traces out before it had decided: num_traces is smaller than what comes within decision_wait.`;
}
