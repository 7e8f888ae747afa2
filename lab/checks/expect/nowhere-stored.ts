import type { Log, Span } from '../../desk/telemetry-types.ts';
import { readAnswer } from '../../stores/ask-store.ts';
import type { Expectation } from '../chapter.ts';
import type { DrivenCheckout, Evidence } from '../evidence.ts';
import { findText } from '../find-text.ts';
import { quote } from '../span-is.ts';
import { type StoredCheckout, storedCheckouts, storesOf } from '../stored-checkouts.ts';

/** What must not be stored, e.g. “the card number”, and how it looks in this checkout. */
export type Secret = { what: string; looksLike: (checkout: DrivenCheckout) => RegExp };

/** None of this is in the trace or the log lines of the checkouts, neither in Tempo, Loki nor the tap, nor in a label in Prometheus. */
export function nowhereStored(secrets: readonly Secret[], { look }: { look: string }): Expectation {
  return {
    text: `${secrets.map(({ what }) => what).join(' and ')} are nowhere: not in Tempo, Loki, Prometheus, nor in the tap`,
    judge: async (evidence) => {
      for (const stored of await storedCheckouts(evidence)) {
        const places = await placesOf(evidence, stored, secrets);
        if (places.length === 0) continue;
        const { traceId } = stored.checkout.caller;
        return {
          diagnosis: 'personal-data',
          expected: `Nobody who reads the telemetry sees ${secrets.map(({ what }) => what).join(' or ')}.`,
          found: `${places.slice(0, 4).join('; ')}${places.length > 4 ? `; and in ${places.length - 4} more places` : ''}.`,
          look,
          traceIds: [traceId],
        };
      }
      return undefined;
    },
  };
}

async function placesOf(
  evidence: Evidence,
  { checkout, spans, logs }: StoredCheckout,
  secrets: readonly Secret[],
): Promise<string[]> {
  const answers = await rawAnswers(evidence, checkout);
  return secrets.flatMap(({ what, looksLike }) => {
    const pattern = looksLike(checkout);
    const places = [
      ...spans.flatMap((span) => findText(span, pattern).map((where) => `Tempo, ${quote(span)}: ${where}`)),
      ...logs.flatMap((log) =>
        findText(log, pattern).map((where) => `Loki, a line of ${log.service}: ${where}`),
      ),
      ...remaining(answers, pattern, { spans, logs }),
    ];
    return places.map((place) => `${what} is in ${place}`);
  });
}

/** Where the answers as they came have it, though nothing that was decoded from them shows it. */
function remaining(
  answers: Record<string, string>,
  pattern: RegExp,
  decoded: { spans: Span[]; logs: Log[] },
): string[] {
  const shown = pattern.test(JSON.stringify(decoded));
  return Object.entries(answers)
    .filter(([where, answer]) => pattern.test(answer) && !(shown && where !== 'Prometheus'))
    .map(([where, answer]) => {
      const at = answer.search(pattern);
      return `${where}: …${answer.slice(Math.max(0, at - 40), at + 40).replace(/\s+/g, ' ')}…`;
    });
}

async function rawAnswers(evidence: Evidence, checkout: DrivenCheckout): Promise<Record<string, string>> {
  const { tempo, loki, prometheus } = storesOf(evidence);
  const { traceId } = checkout.caller;
  const start = String(checkout.startedMs / 1_000);
  const logs = { query: `{service_namespace="bookstore"} | trace_id="${traceId}"`, limit: '5000', start };
  const series = { 'match[]': '{__name__=~"(traces|bookstore)_.+"}', start };
  const at = (path: string, parameters: Record<string, string>, url: string) =>
    new URL(`${path}?${new URLSearchParams(parameters)}`, url);
  return {
    Tempo: await readAnswer('tempo', new URL(`/api/v2/traces/${traceId}`, tempo)),
    Loki: await readAnswer('loki', at('/loki/api/v1/query_range', logs, loki)),
    Prometheus: await readAnswer('prometheus', at('/api/v1/series', series, prometheus)),
    'the tap': JSON.stringify([checkout.spans, checkout.logs]),
  };
}
