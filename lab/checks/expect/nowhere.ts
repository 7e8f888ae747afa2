import type { Expectation } from '../chapter.ts';
import { type About, chosen, quote } from '../span-is.ts';

/** This text occurs in no span and no log line of the checkouts. `what`: what it is, e.g. “the card number”. */
export function nowhere(what: string, text: string, about: About = {}): Expectation {
  return {
    text: `${what} is nowhere in the telemetry`,
    judge: (evidence) => {
      for (const checkout of chosen(evidence, about)) {
        const { caller, name, spans, elsewhere, logs, looseLogs } = checkout;
        const span = [...spans, ...elsewhere].find((candidate) => JSON.stringify(candidate).includes(text));
        const log = [...logs, ...looseLogs].find((candidate) => JSON.stringify(candidate).includes(text));
        if (!span && !log) continue;
        return {
          diagnosis: 'personal-data',
          expected: `No span and no log line says ${what}.`,
          found: `${span ? quote(span) : `The log line “${log?.body}” (${log?.service})`} does (checkout “${name}”).`,
          look: about.look ?? `npx lab trace ${caller.traceId}`,
          traceIds: [caller.traceId],
        };
      }
      return undefined;
    },
  };
}
