import type { Log, Span } from '../desk/telemetry-types.ts';
import type { Addresses } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { askLoki } from '../stores/ask-loki.ts';
import { askTempo } from '../stores/ask-tempo.ts';
import type { DrivenCheckout, Evidence } from './evidence.ts';

const BEFORE_MS = 60_000;

/** What the stores have of a checkout's trace at one moment. */
export type StoredCheckout = { checkout: DrivenCheckout; spans: Span[]; logs: Log[] };

const read = new WeakMap<Evidence, Promise<StoredCheckout[]>>();

/**
 * The checkouts as Tempo and Loki have them. Asked for twice with the same evidence, they are read once: all that is judged
 * together is of one moment. Throws LabError when a store does not answer.
 */
export function storedCheckouts(evidence: Evidence): Promise<StoredCheckout[]> {
  const known = read.get(evidence) ?? readCheckouts(evidence);
  read.set(evidence, known);
  return known;
}

/** Addresses of a lab that has the stores. Throws LabError for one without. */
export function storesOf({ addresses }: Pick<Evidence, 'addresses'>) {
  const { tempo, loki, prometheus, 'collector-metrics': collector } = addresses as Partial<Addresses>;
  if (tempo && loki && prometheus && collector) return { tempo, loki, prometheus, collector };
  throw new LabError('This chapter needs the full stack, and the lab runs without it.', {
    next: ['npx lab up --full'],
  });
}

function readCheckouts(evidence: Evidence): Promise<StoredCheckout[]> {
  const { tempo, loki } = storesOf(evidence);
  return Promise.all(
    evidence.checkouts.map(async (checkout) => {
      const { traceId } = checkout.caller;
      const query = `{service_namespace="bookstore"} | trace_id="${traceId}"`;
      const [spans, logs] = await Promise.all([
        askTempo(tempo).trace(traceId),
        askLoki(loki).lines(query, checkout.startedMs - BEFORE_MS),
      ]);
      return { checkout, spans, logs };
    }),
  );
}
