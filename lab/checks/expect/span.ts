import type { AttributeValue, Span, SpanKind, SpanStatus } from '../../desk/telemetry-types.ts';
import type { Expectation } from '../chapter.ts';
import type { DrivenCheckout } from '../evidence.ts';
import { explainMissingSpan } from '../explain-missing-span.ts';
import type { Diagnosis, Finding } from '../finding.ts';
import { type About, chosen, matches, quote, type SpanIs } from '../span-is.ts';

/** What an attribute must be: this value, text of this form, or what the checkout says. */
type Wanted = AttributeValue | RegExp | ((checkout: DrivenCheckout) => AttributeValue);

/** What a span must have, besides its name. */
export type SpanWish = About & {
  kind?: SpanKind;
  attributes?: Record<string, Wanted>;
  /** Also "not ERROR", for what is no error. */
  status?: SpanStatus | 'not ERROR';
  /** Names of events that it must have. */
  events?: readonly string[];
  /** How many exceptions it must have recorded. */
  exceptions?: number;
};

/** There is such a span in the trace of each checkout, and it has all that is wished. */
export function span(wanted: SpanIs, wish: SpanWish = {}): Expectation {
  return {
    text: `${quote(wanted)}${describe(wish)}`,
    judge: (evidence) => {
      for (const checkout of chosen(evidence, wish)) {
        const found = checkout.spans.filter(matches(wanted));
        if (found.length === 0) return explainMissingSpan(evidence, checkout, wanted, wish);
        const findings = found.map((one) => judgeSpan(checkout, one, wish));
        if (findings.every((finding) => finding !== undefined)) return findings[0];
      }
      return undefined;
    },
  };
}

function judgeSpan(checkout: DrivenCheckout, found: Span, wish: SpanWish): Finding | undefined {
  const finding = (diagnosis: Diagnosis, expected: string, instead: string): Finding => ({
    diagnosis,
    expected: `${quote(found)} ${expected}.`,
    found: `${instead} (checkout “${checkout.name}”).`,
    look: wish.look ?? `npx lab trace ${found.traceId}`,
    traceIds: [checkout.caller.traceId],
  });
  if (wish.kind !== undefined && found.kind !== wish.kind)
    return finding('attribute-wrong', `has the kind ${wish.kind}`, `Its kind is ${found.kind}`);
  for (const [key, wanted] of Object.entries(wish.attributes ?? {})) {
    const value = typeof wanted === 'function' ? wanted(checkout) : wanted;
    const actual = found.attributes[key];
    if (actual === undefined)
      return finding('attribute-missing', `has the attribute ${key}`, `It has: ${keys(found)}`);
    const fits = value instanceof RegExp ? value.test(String(actual)) : same(value, actual);
    if (!fits) return finding('attribute-wrong', `has ${key} = ${show(value)}`, `It has ${show(actual)}`);
  }
  const isWrong = wish.status === 'not ERROR' ? found.status === 'ERROR' : found.status !== wish.status;
  if (wish.status !== undefined && isWrong)
    return finding('status-wrong', `has the status ${wish.status}`, `Its status is ${found.status}`);
  return judgeEvents(found, wish, finding);
}

function judgeEvents(
  { events }: Span,
  { events: wanted = [], exceptions }: SpanWish,
  finding: (diagnosis: Diagnosis, expected: string, instead: string) => Finding,
): Finding | undefined {
  const names = events.map(({ name }) => name);
  const missing = wanted.find((name) => !names.includes(name));
  if (missing)
    return finding(
      'event-missing',
      `has the event “${missing}”`,
      `Its events: ${names.join(', ') || 'none'}`,
    );
  const recorded = names.filter((name) => name === 'exception').length;
  if (exceptions === undefined || recorded === exceptions) return undefined;
  const diagnosis = recorded < exceptions ? 'exception-missing' : 'exception-repeated';
  const times = (count: number) => (count === 1 ? 'one exception' : `${count || 'no'} exceptions`);
  return finding(diagnosis, `has recorded ${times(exceptions)}`, `It has recorded ${times(recorded)}`);
}

function describe({ kind, attributes = {}, status, events = [], exceptions }: SpanWish): string {
  const parts = [
    kind && `kind ${kind}`,
    Object.keys(attributes).length > 0 && Object.keys(attributes).join(', '),
    status && `status ${status}`,
    ...events.map((name) => `event “${name}”`),
    exceptions !== undefined &&
      `${exceptions === 0 ? 'no exception' : `the exception ${exceptions === 1 ? 'once' : `${exceptions} times`}`}`,
  ].filter(Boolean);
  return parts.length === 0 ? ' is in the trace' : ` has ${parts.join('; ')}`;
}

function keys({ attributes }: Span): string {
  return Object.keys(attributes).sort().join(', ') || 'no attribute';
}

function same(a: AttributeValue, b: AttributeValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function show(value: AttributeValue | RegExp): string {
  return value instanceof RegExp ? `text of the form ${value}` : JSON.stringify(value);
}
