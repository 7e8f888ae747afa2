import type { Log } from '../../desk/telemetry-types.ts';
import { type OpenStores, storesAt } from '../../stores/open-stores.ts';
import type { Expectation } from '../chapter.ts';
import type { DrivenCheckout, Evidence } from '../evidence.ts';
import { type About, chosen, short } from '../span-is.ts';
import type { LineIs } from './logs-join.ts';

const WITHIN_MS = 15_000;
const CLOCK_TOLERANCE_MS = 2_000;

/**
 * The log store finds each of these lines by the trace id of its checkout. Asked for is what was sent with that id:
 * `logsJoin` is about the rest. Without a log store there is nothing to ask, and it holds.
 */
export function logsStored(lines: readonly LineIs[], about: About = {}): Expectation {
  return {
    text: 'the log store, where one runs, finds the same lines by their trace id',
    withinMs: WITHIN_MS,
    judge: async (evidence) => {
      const stores = storesAt(evidence.addresses);
      if (!stores) return undefined;
      const checkouts = chosen(evidence, about);
      const stored = await storedLines(stores, evidence, checkouts);
      for (const { caller, logs } of checkouts) {
        const sent = lines.filter((line) => logs.some((log) => isLine(log, line, caller.traceId)));
        const missing = sent.find((line) => !stored.some((log) => isLine(log, line, caller.traceId)));
        if (!missing) continue;
        const found = stored.filter(({ traceId }) => traceId === caller.traceId).length;
        return {
          diagnosis: 'not-stored',
          expected: `${stores.logs.name} has the log line “${missing.body}” (${missing.service}) of trace ${short(caller.traceId)}….`,
          found: `It has ${found} other lines with that trace id.`,
          look: about.look ?? 'npx lab logs collector',
          traceIds: [caller.traceId],
        };
      }
      return undefined;
    },
  };
}

function storedLines(
  { logs }: OpenStores,
  { sinceMs }: Evidence,
  checkouts: DrivenCheckout[],
): Promise<Log[]> {
  const traceIds = checkouts.map(({ caller }) => caller.traceId);
  return logs.lines({ traceIds, sinceMs: sinceMs - CLOCK_TOLERANCE_MS });
}

function isLine(log: Log, { service, body }: LineIs, traceId: string): boolean {
  return log.traceId === traceId && log.service === service && log.body === body;
}
