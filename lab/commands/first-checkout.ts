import { awaitStoredTrace } from '../checkout/await-stored-trace.ts';
import { awaitTrace } from '../checkout/await-trace.ts';
import type { CheckoutWish } from '../checkout/checkout-wish.ts';
import { driveCheckout } from '../checkout/drive-checkout.ts';
import { grafanaTraceUrl } from '../checkout/grafana-trace-url.ts';
import { makeCaller } from '../checkout/make-caller.ts';
import type { TraceDetail } from '../desk/trace-views.ts';
import type { Sampling, UpResult } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { type OpenStores, storesAt } from '../stores/open-stores.ts';
import { drawWaterfall } from '../terminal/waterfall.ts';

const TRACE_LIMIT_MS = 10_000;
// The Collector decides 15 s after a trace has begun.
const TAIL_LIMIT_MS = 30_000;
const DEFAULT_WIDTH = 100;

type Lab = Pick<UpResult, 'addresses' | 'sampling'>;

/**
 * Buys one book and reads its whole trace back, from where it is stored if it is: only then does the lab work. Throws LabError
 * when it does not.
 */
export async function firstCheckout({ addresses, sampling }: Lab): Promise<void> {
  if (sampling === 'tail')
    console.error('SAMPLING=tail: a slow order, which is kept; the Collector decides after 15 s.');
  const { traceId, outcome, httpStatus } = await driveCheckout(addresses.storefront, keptCheckout(sampling));
  if (outcome !== 'paid' || traceId === null) {
    throw new LabError(`The first checkout was not paid: ${outcome} (HTTP ${httpStatus}).`, {
      next: ['npx lab status', 'npx lab doctor'],
    });
  }
  const stores = storesAt(addresses);
  const from = stores ? ` from ${stores.traces.name}` : '';
  const trace = await readBack(addresses.desk, stores, traceId, sampling);
  if (!trace) {
    throw new LabError(`The first checkout was paid, but its trace ${traceId} cannot be read back${from}.`, {
      next: [`npx lab logs ${stores ? 'collector' : 'desk'}`, 'npx lab doctor'],
    });
  }
  console.log(
    `A first checkout, paid, and its trace read back${from}:\n\n${drawWaterfall(trace, process.stdout.columns || DEFAULT_WIDTH)}\n`,
  );
  if (addresses.grafana)
    console.log(`  Open it in Grafana: ${grafanaTraceUrl(addresses.grafana, traceId)}\n`);
  if (!trace.complete)
    throw new LabError('That trace is not whole; see above.', { next: ['npx lab doctor'] });
}

function readBack(
  desk: string,
  stores: OpenStores | undefined,
  traceId: string,
  sampling: Sampling | null,
): Promise<TraceDetail | undefined> {
  if (!stores) return awaitTrace(desk, traceId, TRACE_LIMIT_MS);
  const limitMs = sampling === 'tail' ? TAIL_LIMIT_MS : TRACE_LIMIT_MS;
  return awaitStoredTrace(stores, traceId, limitMs);
}

/** A checkout whose trace is stored for certain: to `head` the caller has decided, to `tail` it is slow. */
function keptCheckout(sampling: Sampling | null): CheckoutWish {
  if (sampling === 'tail') return { totalUsd: 501 };
  if (sampling !== 'head') return {};
  return { headers: { traceparent: makeCaller({ sampled: true }).traceparent } };
}
