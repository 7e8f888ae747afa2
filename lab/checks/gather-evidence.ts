import type { Log, Span } from '../desk/telemetry-types.ts';
import { CHECKOUT_SERVICES } from '../desk/trace/checkout-expectations.ts';
import { ORDER_ID } from '../desk/trace/order-id-of.ts';
import type { Addresses } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { askDesk, type DeskClient } from '../stores/ask-desk.ts';
import type { SettledCheckout } from './drive-checkouts.ts';
import type { DrivenCheckout, Evidence, PeekedMessage } from './evidence.ts';

/** The clocks of two parts may differ by this; more than that is found elsewhere. */
const CLOCK_TOLERANCE_MS = 2_000;

/** What was driven, since when (epoch milliseconds), and what passed the broker meanwhile. */
export type Driven = { checkouts: SettledCheckout[]; sinceMs: number; messages: PeekedMessage[] };

/** Asks the desk for all that has arrived about these checkouts by now. Throws LabError when it does not answer. */
export async function gatherEvidence(addresses: Addresses, driven: Driven): Promise<Evidence> {
  const desk = askDesk(addresses.desk);
  const since = driven.sinceMs - CLOCK_TOLERANCE_MS;
  const logs = (await Promise.all(CHECKOUT_SERVICES.map((service) => desk.logs(service)))).flat();
  const recentLogs = logs.filter(({ timeMs }) => timeMs >= since);
  const newest = await Promise.all(CHECKOUT_SERVICES.map((service) => desk.spans({ service }, 1)));
  return {
    checkouts: await Promise.all(
      driven.checkouts.map((checkout) => describe(desk, checkout, recentLogs, driven.messages)),
    ),
    sinceMs: driven.sinceMs,
    heard: CHECKOUT_SERVICES.filter((_, index) => newest[index]?.some(({ startMs }) => startMs >= since)),
    addresses,
  };
}

async function describe(
  desk: DeskClient,
  checkout: SettledCheckout,
  recentLogs: Log[],
  messages: PeekedMessage[],
): Promise<DrivenCheckout> {
  const { caller, orderId } = checkout;
  const trace = await desk.trace(caller.traceId);
  const dropped = trace?.problems.find(({ kind }) => kind === 'spans-dropped');
  if (dropped) throw new LabError(dropped.message, { next: ['npx lab status', 'npx lab check'] });
  return {
    ...checkout,
    spans: trace?.spans ?? [],
    elsewhere: orderId === null ? [] : await spansElsewhere(desk, orderId, caller.traceId),
    logs: trace?.logs ?? [],
    looseLogs: recentLogs.filter(
      ({ attributes, traceId }) => attributes[ORDER_ID] === orderId && traceId !== caller.traceId,
    ),
    messages: messages.filter((message) => message.orderId === orderId),
  };
}

/** The whole of the other traces that name the order; not those of somebody who only looks at it. */
async function spansElsewhere(desk: DeskClient, orderId: string, traceId: string): Promise<Span[]> {
  const named = await desk.spans({ attribute: `${ORDER_ID}=${orderId}` });
  const others = new Set(
    named
      .filter((span) => span.traceId !== traceId && span.attributes['http.request.method'] !== 'GET')
      .map((span) => span.traceId),
  );
  const traces = await Promise.all([...others].map((id) => desk.trace(id)));
  return traces.flatMap((trace) => trace?.spans ?? []);
}
