import type { Log } from '../desk/telemetry-types.ts';
import { CHECKOUT_SERVICES } from '../desk/trace/checkout-expectations.ts';
import { askDesk } from '../stores/ask-desk.ts';
import type { DrivenCheckout, Evidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import { thrownAt } from './thrown-at.ts';

/** A checkout that did not come to its end, and in which way. */
export type Unsettled = { result: 'crashed' | 'timed-out'; finding: Finding };

/** The first checkout that was refused with an error, or whose order is still open; undefined when all came to their end. */
export async function findUnsettled(evidence: Evidence): Promise<Unsettled | undefined> {
  const refused = evidence.checkouts.find(({ orderId }) => orderId === null);
  if (refused) return { result: 'crashed', finding: await explain(evidence, refused, 'checkout-failed') };
  const open = evidence.checkouts.find(({ outcome }) => outcome === 'pending');
  if (open) return { result: 'timed-out', finding: await explain(evidence, open, 'not-settled') };
  return undefined;
}

async function explain(
  { addresses, sinceMs }: Evidence,
  { httpStatus, durationMs, caller, orderId }: DrivenCheckout,
  diagnosis: 'checkout-failed' | 'not-settled',
): Promise<Finding> {
  const desk = askDesk(addresses.desk);
  const logs = (await Promise.all(CHECKOUT_SERVICES.map((service) => desk.logs(service)))).flat();
  const complaint = logs
    .filter(({ timeMs, severity }) => timeMs >= sinceMs && /^(warn|error|fatal)/i.test(severity))
    .sort((a, b) => a.timeMs - b.timeMs)[0];
  const seconds = Math.round(durationMs / 1_000);
  const what =
    diagnosis === 'checkout-failed'
      ? `The shop answered POST /checkout with HTTP ${httpStatus}.`
      : `Order ${orderId} was accepted and is still open after ${seconds} s.`;
  const service = complaint?.service ?? (diagnosis === 'checkout-failed' ? 'storefront' : 'payments-worker');
  return {
    diagnosis,
    expected: 'The checkout comes to its end: the order is accepted and settled.',
    found: complaint ? `${what} ${complaint.service} says: ${describe(complaint)}` : what,
    look: [
      complaint && thrownAt(String(complaint.attributes['exception.stacktrace'] ?? '')),
      `npx lab logs ${service}`,
    ]
      .filter(Boolean)
      .join(', and '),
    traceIds: [caller.traceId],
  };
}

function describe({ body, attributes }: Log): string {
  const error = attributes['exception.message'];
  return error === undefined ? String(body) : `${body} (${String(error).split('\n')[0]})`;
}
