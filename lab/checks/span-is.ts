import type { Span } from '../desk/telemetry-types.ts';
import type { DrivenCheckout, Evidence } from './evidence.ts';

/** A span by its service and exact name. */
export type SpanIs = { service: string; name: string };

/** Which of the chapter's checkouts are meant, by name (default: all), and the file to look at when it does not hold. */
export type About = { of?: readonly string[]; look?: string };

export function matches({ service, name }: SpanIs): (span: Span) => boolean {
  return (span) => span.service === service && span.name === name;
}

/** As a learner would say it: “process order.placed” (payments-worker). */
export function quote({ service, name }: SpanIs): string {
  return `“${name}” (${service})`;
}

/** The checkouts that an expectation is about. Throws when there is none of them: nothing may hold of nothing. */
export function chosen({ checkouts }: Evidence, { of }: About): DrivenCheckout[] {
  const missing = of?.find((wanted) => !checkouts.some(({ name }) => name === wanted));
  if (missing !== undefined || checkouts.length === 0)
    throw new Error(
      `The chapter expects something of the checkout “${missing ?? 'any'}”, which it does not drive.`,
    );
  return of ? checkouts.filter(({ name }) => of.includes(name)) : checkouts;
}

/** The first eight digits: enough to tell two traces apart in a sentence. */
export function short(traceId: string): string {
  return traceId.slice(0, 8);
}
