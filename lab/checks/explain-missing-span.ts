import type { DrivenCheckout, Evidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import { type About, matches, quote, type SpanIs, short } from './span-is.ts';

/** Why a span is not in the trace of a checkout: the service is silent, not sampled, or made another span instead. */
export function explainMissingSpan(
  evidence: Evidence,
  checkout: DrivenCheckout,
  wanted: SpanIs,
  { look = `npx lab trace ${checkout.caller.traceId}` }: About,
): Finding {
  const { traceId } = checkout.caller;
  const expected = `${quote(wanted)} is in the trace of the checkout.`;
  const finding = (diagnosis: Finding['diagnosis'], found: string, others: string[] = []): Finding => ({
    diagnosis,
    expected,
    found,
    look,
    traceIds: [traceId, ...others],
  });
  const stray = checkout.elsewhere.find(matches(wanted));
  if (stray)
    return finding(
      'in-another-trace',
      `It is in trace ${short(stray.traceId)}…, while the checkout's is ${short(traceId)}….`,
      [stray.traceId],
    );
  const unsampled = unsampledHeader(checkout);
  if (unsampled) return finding('sampled-out', `The trace is not sampled: ${unsampled}.`);
  if (!evidence.heard.includes(wanted.service))
    return finding('service-silent', `${wanted.service} has sent no span at all since the check began.`);
  const names = [
    ...new Set(checkout.spans.filter(({ service }) => service === wanted.service).map(({ name }) => name)),
  ];
  const instead =
    names.length === 0
      ? `no span of ${wanted.service} is in this trace, though it sends others`
      : `${wanted.service} has there: ${names.slice(0, 6).join(', ')}`;
  return finding('span-missing', `There is none; ${instead}.`);
}

/** The header of a message whose flags say that nobody records this trace. */
function unsampledHeader({ messages }: DrivenCheckout): string | undefined {
  for (const { name, headers } of messages) {
    const { traceparent } = headers;
    if (
      typeof traceparent === 'string' &&
      /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f][02468ace]$/.test(traceparent)
    )
      return `${name} carried traceparent ${traceparent}, and the last digit says “not sampled”`;
  }
  return undefined;
}
