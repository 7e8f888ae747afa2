import type { Log, Span } from '../desk/telemetry-types.ts';
import type { LogQuery } from '../stores/log-store.ts';
import { type OpenStores, requireStores } from '../stores/open-stores.ts';
import { readSpans } from '../stores/trace-store.ts';
import type { DrivenCheckout, Evidence } from './evidence.ts';

const BEFORE_MS = 60_000;

/** What the stores have of a checkout's trace at one moment. */
export type StoredCheckout = { checkout: DrivenCheckout; spans: Span[]; logs: Log[] };

const read = new WeakMap<Evidence, Promise<StoredCheckout[]>>();

/**
 * The checkouts as the stores have them. Asked for twice with the same evidence, they are read once: all that is judged
 * together is of one moment. Throws LabError when a store does not answer.
 */
export function storedCheckouts(evidence: Evidence): Promise<StoredCheckout[]> {
  const known = read.get(evidence) ?? readCheckouts(evidence);
  read.set(evidence, known);
  return known;
}

/** The stores of the lab that is checked. Throws LabError for one without. */
export function storesOf({ addresses }: Pick<Evidence, 'addresses'>): OpenStores {
  return requireStores(addresses);
}

function readCheckouts(evidence: Evidence): Promise<StoredCheckout[]> {
  const { traces, logs: logStore } = storesOf(evidence);
  return Promise.all(
    evidence.checkouts.map(async (checkout) => {
      const { traceId } = checkout.caller;
      const [spans, logs] = await Promise.all([
        readSpans(traces, traceId),
        logStore.lines(linesOf(checkout)),
      ]);
      return { checkout, spans, logs };
    }),
  );
}

/** Which lines are asked for about a checkout. */
export function linesOf({ caller, startedMs }: DrivenCheckout): LogQuery {
  return { traceIds: [caller.traceId], sinceMs: startedMs - BEFORE_MS };
}
