import type { Log } from '../../desk/telemetry-types.ts';
import { askLoki } from '../../stores/ask-loki.ts';
import type { Expectation } from '../chapter.ts';
import type { DrivenCheckout, Evidence } from '../evidence.ts';
import { type About, chosen, short } from '../span-is.ts';
import type { LineIs } from './logs-join.ts';

const WITHIN_MS = 15_000;
const CLOCK_TOLERANCE_MS = 2_000;

/**
 * Loki finds each of these lines by the trace id of its checkout. Asked for is what was sent with that id: `logsJoin` is
 * about the rest. Without Loki there is nothing to ask, and it holds.
 */
export function logsStored(lines: readonly LineIs[], about: About = {}): Expectation {
  return {
    text: 'Loki, where it runs, finds the same lines by their trace id',
    withinMs: WITHIN_MS,
    judge: async (evidence) => {
      const { loki } = evidence.addresses;
      if (!loki) return undefined;
      const checkouts = chosen(evidence, about);
      const stored = await storedLines(loki, evidence, checkouts);
      for (const { caller, logs } of checkouts) {
        const sent = lines.filter((line) => logs.some((log) => isLine(log, line, caller.traceId)));
        const missing = sent.find((line) => !stored.some((log) => isLine(log, line, caller.traceId)));
        if (!missing) continue;
        const found = stored.filter(({ traceId }) => traceId === caller.traceId).length;
        return {
          diagnosis: 'not-stored',
          expected: `Loki has the log line “${missing.body}” (${missing.service}) of trace ${short(caller.traceId)}….`,
          found: `It has ${found} other lines with that trace id.`,
          look: about.look ?? 'npx lab logs collector',
          traceIds: [caller.traceId],
        };
      }
      return undefined;
    },
  };
}

function storedLines(loki: string, { sinceMs }: Evidence, checkouts: DrivenCheckout[]): Promise<Log[]> {
  const ids = checkouts.map(({ caller }) => caller.traceId).join('|');
  return askLoki(loki).lines(`{service_name=~".+"} | trace_id=~"${ids}"`, sinceMs - CLOCK_TOLERANCE_MS);
}

function isLine(log: Log, { service, body }: LineIs, traceId: string): boolean {
  return log.traceId === traceId && log.service === service && log.body === body;
}
