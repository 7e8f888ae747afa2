import type { Span } from '../../desk/telemetry-types.ts';
import type { Expectation } from '../chapter.ts';
import { type About, chosen, quote } from '../span-is.ts';

/** What the Collector leaves in place of personal data (deploy/collector/scrub.yaml): how much of it there was. */
const MASKED = 'redaction.masked.count';

/**
 * This text, which is personal data, occurs in no span and no log line of the checkouts; nor has the Collector had to mask
 * it in a span. `what`: what it is, e.g. “the card number”.
 */
export function nowhere(what: string, text: string, about: About = {}): Expectation {
  return {
    text: `${what} is nowhere in the telemetry`,
    judge: (evidence) => {
      for (const checkout of chosen(evidence, about)) {
        const { caller, name, spans, elsewhere, logs, looseLogs } = checkout;
        const all = [...spans, ...elsewhere];
        const span = all.find((candidate) => JSON.stringify(candidate).includes(text)) ?? all.find(wasMasked);
        const log = [...logs, ...looseLogs].find((candidate) => JSON.stringify(candidate).includes(text));
        if (!span && !log) continue;
        return {
          diagnosis: 'personal-data',
          expected: `No span and no log line says ${what}.`,
          found: `${span ? foundIn(span) : `The log line “${log?.body}” (${log?.service}) does`} (checkout “${name}”).`,
          look: about.look ?? `npx lab trace ${caller.traceId}`,
          traceIds: [caller.traceId],
        };
      }
      return undefined;
    },
  };
}

function wasMasked({ attributes }: Span): boolean {
  return Number(attributes[MASKED] ?? 0) > 0;
}

function foundIn(span: Span): string {
  return wasMasked(span) ? `${quote(span)} did, until the Collector masked it` : `${quote(span)} does`;
}
