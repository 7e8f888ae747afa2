import { saidOfMetrics } from '../../stores/ask-prometheus.ts';
import type { OpenStores } from '../../stores/open-stores.ts';
import type { Expectation } from '../chapter.ts';
import type { DrivenCheckout } from '../evidence.ts';
import { findText } from '../find-text.ts';
import { linesOf, type StoredCheckout, storedCheckouts, storesOf } from '../stored-checkouts.ts';

const LONGEST_SHOWN = 100;
const SERIES = '{__name__=~"(traces|bookstore)_.+"}';

/** What must not be stored, e.g. “the card number”, and how it looks in this checkout. */
export type Secret = { what: string; looksLike: (checkout: DrivenCheckout) => RegExp };

/** None of this is in the trace or the log lines of the checkouts, neither in a store nor in the tap, nor in a label in Prometheus. */
export function nowhereStored(secrets: readonly Secret[], { look }: { look: string }): Expectation {
  const names = secrets.map(({ what }) => what);
  return {
    text: `${names.join(' and ')} are nowhere: not in stored traces, logs or metrics, nor in the tap`,
    judge: async (evidence) => {
      for (const stored of await storedCheckouts(evidence)) {
        const stores = storesOf(evidence);
        const answers = await rawAnswers(stores, stored.checkout);
        const found = secrets.flatMap((secret) => describePlaces(secret, stored, answers, stores));
        if (found.length === 0) continue;
        return {
          diagnosis: 'personal-data',
          expected: `Nobody who reads the telemetry sees ${names.join(' or ')}.`,
          found: found.join(' '),
          look,
          traceIds: [stored.checkout.caller.traceId],
        };
      }
      return undefined;
    },
  };
}

/** “The card number is in Tempo (the attribute sale.note) and Loki (the text of a log line).”; nothing when it is nowhere. */
function describePlaces(
  { what, looksLike }: Secret,
  { checkout, spans, logs }: StoredCheckout,
  answers: Record<string, string>,
  stores: OpenStores,
): string[] {
  const pattern = looksLike(checkout);
  const places: Record<string, string[]> = {
    [stores.traces.name]: spans.flatMap((span) => findText(span, pattern)),
    [stores.logs.name]: logs.flatMap((log) => findText(log, pattern)),
  };
  const shown = Object.values(places).flat().length > 0;
  for (const [store, answer] of Object.entries(answers)) {
    // The tap shows what came before the stores: it says something new only where they say nothing.
    const isNew = store === 'the tap' ? !shown : (places[store] ?? []).length === 0;
    if (isNew && pattern.test(answer)) places[store] = [around(answer, pattern)];
  }
  const told = Object.entries(places)
    .filter(([, where]) => where.length > 0)
    .map(([store, where]) => `${store} (${[...new Set(where)].join(', ')})`);
  return told.length === 0 ? [] : [`${capitalised(what)} is in ${told.join('; ')}.`];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The string of a JSON answer in which it stands. */
function around(answer: string, pattern: RegExp): string {
  const at = answer.search(pattern);
  const text = answer.slice(answer.lastIndexOf('"', at) + 1, answer.indexOf('"', at));
  return `“${text.slice(0, LONGEST_SHOWN)}”`;
}

async function rawAnswers(
  { traces, logs, prometheus }: OpenStores,
  checkout: DrivenCheckout,
): Promise<Record<string, string>> {
  return {
    [traces.name]: await traces.said(checkout.caller.traceId),
    [logs.name]: await logs.said(linesOf(checkout)),
    Prometheus: await saidOfMetrics(prometheus, SERIES, checkout.startedMs),
    'the tap': JSON.stringify([checkout.spans, checkout.logs]),
  };
}
