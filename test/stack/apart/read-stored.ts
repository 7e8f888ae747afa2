// What is stored of many orders, and what is missing.
import type { Bought } from '../../../lab/checkout/buy-many.ts';
import type { Log, Span } from '../../../lab/desk/telemetry-types.ts';
import { assessTrace } from '../../../lab/desk/trace/assess-trace.ts';
import { waitUntil } from '../../../lab/engine/local/process/wait-until.ts';
import { askPrometheus } from '../../../lab/stores/ask-prometheus.ts';
import { readSpans } from '../../../lab/stores/trace-store.ts';
import { PAID_CHECKOUT, PAID_CHECKOUT_LOGS } from '../../telemetry/paid-checkout.ts';
import type { FullLab } from '../open-full-lab.ts';

const READ_LIMIT_MS = 60_000;
const kindOf = ({ service, name }: { service: string; name: string }) => `${service}: ${name}`;
// Of each of these a checkout has one; a call or message that had to be sent again leaves more of its own.
export const SPANS_OF_A_CHECKOUT = new Set(PAID_CHECKOUT.map(kindOf));
export const LINES_OF_A_CHECKOUT = new Set(
  PAID_CHECKOUT_LOGS.map(({ service, body }) => `${service}: ${body}`),
);

/** The traces of these orders, in their order; each is waited for until it is whole, all together for a minute. */
export async function readTraces({ stores }: FullLab, bought: Bought[]) {
  const traces = [];
  const deadline = performance.now() + READ_LIMIT_MS;
  for (const { traceId } of bought) {
    let spans: Span[] = [];
    const isWhole = async () => {
      spans = await readSpans(stores.traces, traceId);
      return assessTrace(spans).complete;
    };
    await waitUntil(isWhole, deadline - performance.now());
    traces.push({ traceId, spans });
  }
  return traces;
}

/** How many orders the shop's own metric counts as settled. */
export async function countOrders({ at }: FullLab): Promise<number> {
  const [sample] = await askPrometheus(at.prometheus)
    .query('sum(bookstore_orders_settled_total)')
    .catch(() => []);
  return sample?.value ?? 0;
}

/** The log lines of these orders alone: who was asked to come back later has left lines as well. */
export async function readLines({ stores }: FullLab, sinceMs: number, bought: Bought[]): Promise<Log[]> {
  const traceIds = new Set(bought.map(({ traceId }) => traceId));
  const read: Log[] = [];
  for (let fromMs = sinceMs; fromMs < Date.now(); fromMs += 10_000) {
    const lines = await stores.logs.lines({ sinceMs: fromMs, untilMs: fromMs + 10_000 });
    read.push(...lines.filter(({ traceId }) => traceId !== null && traceIds.has(traceId)));
  }
  return read;
}

type Trace = Awaited<ReturnType<typeof readTraces>>[number];

const missingIn = ({ spans }: Trace): string[] => {
  const there = new Set(spans.map(kindOf));
  return [...SPANS_OF_A_CHECKOUT].filter((kind) => !there.has(kind));
};

export const hasAll = (trace: Trace) => missingIn(trace).length === 0;

/** How often each span is missing, and of which order first and last: what was lost at one moment is of neighbours. */
export function whatMisses(traces: Trace[]) {
  const missing = new Map<string, { times: number; first: number; last: number }>();
  for (const [order, trace] of traces.entries()) {
    for (const span of missingIn(trace)) {
      const { times, first } = missing.get(span) ?? { times: 0, first: order };
      missing.set(span, { times: times + 1, first, last: order });
    }
  }
  return Object.fromEntries(missing);
}

export const spansIn = (traces: Trace[]) =>
  count(
    traces.flatMap(({ traceId, spans }) => spans.map((span) => ({ traceId, is: kindOf(span) }))),
    SPANS_OF_A_CHECKOUT,
  );

export const linesIn = (lines: Log[]) =>
  count(
    lines.map(({ traceId, service, body }) => ({ traceId, is: `${service}: ${body}` })),
    LINES_OF_A_CHECKOUT,
  );

/** How many there are of what each trace is to have once, and of what else. */
function count(found: { traceId: string | null; is: string }[], once: Set<string>) {
  const seen = new Set<string>();
  const others: Record<string, number> = {};
  for (const { traceId, is } of found) {
    const one = `${traceId} ${is}`;
    if (once.has(is) && !seen.has(one)) seen.add(one);
    else others[is] = (others[is] ?? 0) + 1;
  }
  return { wanted: seen.size, others };
}
