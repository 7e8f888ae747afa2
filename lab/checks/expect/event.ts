import type { AttributeValue, SpanEvent } from '../../desk/telemetry-types.ts';
import type { Expectation } from '../chapter.ts';
import type { DrivenCheckout, Evidence } from '../evidence.ts';
import { explainMissingSpan } from '../explain-missing-span.ts';
import type { Diagnosis, Finding } from '../finding.ts';
import { type About, chosen, matches, quote, type SpanIs } from '../span-is.ts';

/** An event by its name, and what each occurrence of it says, in their order. */
export type EventIs = { name: string; each: readonly Record<string, AttributeValue>[] };

/** The span has this event exactly as often as `each` has entries, with these attributes. */
export function event(of: SpanIs, wanted: EventIs, about: About = {}): Expectation {
  const times = wanted.each.length === 1 ? 'once' : `${wanted.each.length} times`;
  return {
    text: `${quote(of)} has the event “${wanted.name}” ${times}`,
    judge: (evidence) => {
      for (const checkout of chosen(evidence, about)) {
        const finding = judgeEvent(evidence, checkout, of, wanted, about);
        if (finding) return finding;
      }
      return undefined;
    },
  };
}

function judgeEvent(
  evidence: Evidence,
  checkout: DrivenCheckout,
  of: SpanIs,
  { name, each }: EventIs,
  about: About,
): Finding | undefined {
  const { spans, caller } = checkout;
  const found = spans.find(matches(of));
  if (!found) return explainMissingSpan(evidence, checkout, of, about);
  const finding = (diagnosis: Diagnosis, instead: string): Finding => ({
    diagnosis,
    expected: `${quote(of)} has ${each.length} × the event “${name}”: ${each.map(show).join(', then ')}.`,
    found: `${instead} (checkout “${checkout.name}”).`,
    look: about.look ?? `npx lab trace ${caller.traceId}`,
    traceIds: [caller.traceId],
  });
  const events = found.events.filter((one) => one.name === name);
  if (events.length !== each.length)
    return finding(
      'event-missing',
      `Its events: ${found.events.map((one) => one.name).join(', ') || 'none'}`,
    );
  for (const [index, wanted] of each.entries()) {
    const wrong = wrongAttribute(events[index], wanted);
    if (wrong) return finding(...wrong);
  }
  return undefined;
}

function wrongAttribute(
  found: SpanEvent | undefined,
  wanted: Record<string, AttributeValue>,
): [Diagnosis, string] | undefined {
  const attributes = found?.attributes ?? {};
  const key = Object.keys(wanted).find((one) => attributes[one] !== wanted[one]);
  if (key === undefined) return undefined;
  return [key in attributes ? 'attribute-wrong' : 'attribute-missing', `The event says ${show(attributes)}`];
}

function show(attributes: Record<string, AttributeValue>): string {
  const pairs = Object.entries(attributes).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  return pairs.join(', ') || 'nothing';
}
