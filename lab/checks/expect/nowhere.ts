import type { Expectation } from '../chapter.ts';
import { findText } from '../find-text.ts';
import { type About, chosen, quote } from '../span-is.ts';

/** What a Collector that scrubs leaves in the place of personal data (deploy/collector/scrub.yaml). */
const MASKED = /\*{4}/;

/**
 * This text occurs in no span and no log line of the checkouts, nor anything that the Collector had to mask on the way.
 * `what`: what it is, e.g. “the card number”.
 */
export function nowhere(what: string, text: string, about: About = {}): Expectation {
  return {
    text: `${what} is nowhere in the telemetry`,
    judge: (evidence) => {
      for (const checkout of chosen(evidence, about)) {
        const { caller, name, spans, elsewhere, logs, looseLogs } = checkout;
        const said = [...spans, ...elsewhere, ...logs, ...looseLogs];
        const item = said.find((candidate) => JSON.stringify(candidate).includes(text));
        const masked = item ? undefined : said.find((candidate) => findText(candidate, MASKED).length > 0);
        const culprit = item ?? masked;
        if (!culprit) continue;
        const who =
          'body' in culprit ? `The log line “${culprit.body}” (${culprit.service})` : quote(culprit);
        const where = findText(culprit, MASKED).join(', ');
        return {
          diagnosis: 'personal-data',
          expected: `No span and no log line says ${what}.`,
          found: masked
            ? `${who} said something that the Collector had to mask: ${where} (checkout “${name}”).`
            : `${who} does (checkout “${name}”).`,
          look: about.look ?? `npx lab trace ${caller.traceId}`,
          traceIds: [caller.traceId],
        };
      }
      return undefined;
    },
  };
}
