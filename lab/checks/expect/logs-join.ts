import type { Log } from '../../desk/telemetry-types.ts';
import type { Expectation } from '../chapter.ts';
import type { DrivenCheckout, Evidence } from '../evidence.ts';
import type { Diagnosis, Finding } from '../finding.ts';
import { type About, chosen, short } from '../span-is.ts';

/** A log line that a checkout leaves, by service and text. */
export type LineIs = { service: string; body: string };

/** Each of these lines is there for every checkout, and carries the ids of its trace and of a span of the same service. */
export function logsJoin(lines: readonly LineIs[], about: About = {}): Expectation {
  return {
    text: `the log lines of ${[...new Set(lines.map(({ service }) => service))].join(', ')} join the trace`,
    judge: (evidence) => {
      for (const checkout of chosen(evidence, about)) {
        for (const line of lines) {
          const finding = judgeLine(evidence, checkout, line, about);
          if (finding) return finding;
        }
      }
      return undefined;
    },
  };
}

function judgeLine(
  { checkouts }: Evidence,
  checkout: DrivenCheckout,
  line: LineIs,
  { look = `npx lab logs ${line.service}` }: About,
): Finding | undefined {
  const isLine = ({ service, body }: Log) => service === line.service && body === line.body;
  const { traceId } = checkout.caller;
  const name = `“${line.body}” (${line.service})`;
  const finding = (diagnosis: Diagnosis, found: string, others: string[] = []): Finding => ({
    diagnosis,
    expected: `The log line ${name} carries trace id ${short(traceId)}… and the id of its span.`,
    found,
    look,
    traceIds: [traceId, ...others],
  });
  const joined = checkout.logs.filter(isLine);
  if (joined.some(({ spanId }) => isSpanOf(checkout, line.service, spanId))) return undefined;
  if (joined.length > 0)
    return finding(
      'log-of-another-trace',
      `Its span id is none of ${line.service} in that trace: ${joined[0]?.spanId ?? 'there is none'}.`,
    );
  const loose = checkout.looseLogs.find(isLine);
  if (!loose) return finding('log-missing', `No such line has arrived for order ${checkout.orderId}.`);
  if (loose.traceId === null) {
    const field = Object.entries(loose.attributes).find(([, value]) => value === traceId)?.[0];
    const mere = field ? ` Its field ${field} says the right one, but no tool joins by a field of ours.` : '';
    return finding('log-without-trace', `The line is there, without a trace id.${mere}`);
  }
  const other = checkouts.find(({ caller }) => caller.traceId === loose.traceId);
  const whose = other ? `that of order ${other.orderId}` : 'another one';
  return finding('log-of-another-trace', `The line carries trace id ${short(loose.traceId)}…, ${whose}.`, [
    loose.traceId,
  ]);
}

function isSpanOf({ spans }: DrivenCheckout, service: string, spanId: string | null): boolean {
  return spans.some((span) => span.spanId === spanId && span.service === service);
}
