import { setTimeout as after } from 'node:timers/promises';
import type { Addresses } from '../engine/engine.ts';
import type { Expectation } from './chapter.ts';
import type { Evidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import { type Driven, gatherEvidence } from './gather-evidence.ts';

const POLL_MS = 200;
/** Nothing new for so long: what is judged is whole enough to say "right". */
const QUIET_MS = 500;
/** Spans are sent within 200 ms. On a busy machine the last ones need more, and nobody may be blamed for that. */
const PATIENCE_MS = 4_000;

/** How each expectation stands at the end, in their order, and the evidence for it. */
export type Judged = { findings: (Finding | undefined)[]; evidence: Evidence };

/**
 * Gathers evidence until every expectation holds and nothing more comes in, or the time of each one that does not is over.
 * Throws LabError when the desk or a store does not answer, and the reason of `signal`.
 */
export async function judgeExpectations(
  addresses: Addresses,
  driven: Driven,
  expectations: readonly Expectation[],
  onProgress: (line: string) => void,
  signal?: AbortSignal,
): Promise<Judged> {
  const settledMs = performance.now();
  let [seen, changedMs] = [-1, settledMs];
  for (;;) {
    signal?.throwIfAborted();
    const evidence = await gatherEvidence(addresses, driven);
    const findings = await Promise.all(expectations.map(async ({ judge }) => judge(evidence)));
    const now = performance.now();
    const items = countItems(evidence);
    if (items !== seen) [seen, changedMs] = [items, now];
    const open = expectations.filter((_, index) => findings[index]);
    const leftMs = Math.max(
      ...open.map(({ withinMs }) => settledMs + Math.max(PATIENCE_MS, withinMs ?? 0) - now),
    );
    const over = open.length === 0 ? now - changedMs >= QUIET_MS : leftMs <= 0;
    if (over) return { findings, evidence };
    if (open[0])
      onProgress(`waiting for: ${open[0].text} (${Math.max(0, Math.ceil(leftMs / 1_000))} s left)`);
    await after(POLL_MS);
  }
}

function countItems({ checkouts }: Evidence): number {
  return checkouts.reduce(
    (sum, { spans, elsewhere, logs, looseLogs, messages }) =>
      sum + spans.length + elsewhere.length + logs.length + looseLogs.length + messages.length,
    0,
  );
}
